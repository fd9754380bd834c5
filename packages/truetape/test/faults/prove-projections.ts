import { deepStrictEqual as equal } from 'node:assert';
import { runningPostgresUrl } from '@truetape/embedded-postgres';
import { withPostgres } from '../../src/with-postgres.ts';
import { run } from '../process/support.ts';
import type { Running } from '../shapes/shapes.ts';

/** What `projections verify --json` prints. */
interface Verified {
  readonly ok: boolean;
  readonly difference?: { readonly table: string; readonly key: string; readonly column?: string };
}

/**
 * Verifies every read model beside the running services, rebuilds them all and verifies them again; then changes a cell
 * and adds a row, which are to be found.
 */
export async function proveProjections(running: Running): Promise<void> {
  await projections(running, ['verify']);
  await projections(running, ['rebuild', '--all']);
  await projections(running, ['verify']);

  const fill = `(select symbol, trade_number, order_id from truetape.fills
    order by trade_number, order_id limit 1)`;
  const charge = (amount: number) => `update truetape.fills set fee = fee + ${amount}
    where (symbol, trade_number, order_id) = ${fill}
    returning concat_ws(' ', symbol, trade_number, order_id) as key`;
  const key = await tamper(running, charge(1));
  equal(await differenceIn(running), { table: 'fills', key, column: 'fee' });
  await tamper(running, charge(-1));

  const added = await tamper(
    running,
    `insert into truetape.instruments
      select (jsonb_populate_record(instruments, '{"symbol": "NO-SUCH"}')).*
      from truetape.instruments where symbol = 'BTC-USD' returning symbol as key`,
  );
  equal(await differenceIn(running), { table: 'instruments', key: added, column: undefined });
  await tamper(running, `delete from truetape.instruments where symbol = 'NO-SUCH'`);
  equal((await projections<Verified>(running, ['verify'])).ok, true);
}

async function differenceIn(running: Running) {
  const { difference } = await projections<Verified>(running, ['verify'], 1);
  return { table: difference?.table, key: difference?.key, column: difference?.column };
}

/** `truetape projections`, as an operator runs it. @returns what it has printed */
async function projections<Printed>(
  { dataDir }: Running,
  words: readonly string[],
  expected = 0,
): Promise<Printed> {
  const command = ['projections', ...words, '--json'];
  const { ended, output, errors } = run({
    arguments: command,
    environment: { DATA_DIR: dataDir },
  });
  equal(await ended, expected, `${command.join(' ')}: ${output()}${errors()}`);
  return JSON.parse(output()) as Printed;
}

/** Changes one row, as nobody but a fold may. @returns its key, where it is asked for */
async function tamper({ dataDir }: Running, statement: string): Promise<string | undefined> {
  const databaseUrl = await runningPostgresUrl(dataDir);
  return withPostgres({ dataDir, databaseUrl }, 'truetape-tampering', async (client) => {
    const { rowCount, rows } = await client.query<{ readonly key?: string }>(statement);
    equal(rowCount, 1, statement);
    return rows[0]?.key;
  });
}
