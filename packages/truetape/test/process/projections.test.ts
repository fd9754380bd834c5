import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { runningPostgresUrl } from '@truetape/embedded-postgres';
import pg from 'pg';
import { describe, test } from 'vitest';
import { ask, freePort, keysOf, run, temporaryFolder, until, untilReady } from './support.ts';

/** A service in which a few orders have traded. */
async function startTrading(dataDir: string) {
  const port = await freePort();
  const service = run({ environment: { PORT: String(port), DATA_DIR: dataDir } });
  await untilReady(service, port);
  const { traders } = keysOf(dataDir);
  let sent = 0;
  const trade = async () => {
    sent += 1;
    const order = { symbol: 'BTC-USD', type: 'limit', price: '60000', quantity: '0.01' };
    for (const [index, side] of (['buy', 'sell'] as const).entries()) {
      const body = { ...order, side, clientOrderId: `order-${sent}` };
      const { status } = await ask(port, traders[index]?.token ?? '', 'POST', '/v1/orders', body);
      equal(status, 201);
    }
  };
  for (let times = 0; times < 5; times++) await trade();
  // Postgres comes a moment later than the service.
  const read = () => ask(port, traders[0]?.token ?? '', 'GET', '/v1/orders');
  await until('reads are answered', async () => (await read()).status === 200, 60_000);
  return { service, trade };
}

async function projections(dataDir: string, ...words: readonly string[]) {
  const program = run({ environment: { DATA_DIR: dataDir }, arguments: ['projections', ...words] });
  const code = await program.ended;
  return { code, output: program.output(), errors: program.errors() };
}

interface Status {
  readonly head: number;
  readonly projections: readonly {
    readonly projection: string;
    readonly behind: number;
    readonly generation: number | null;
  }[];
}

async function statusIn(dataDir: string): Promise<Status> {
  const { code, output, errors } = await projections(dataDir, 'status', '--json');
  equal([code, errors], [0, '']);
  return JSON.parse(output) as Status;
}

describe('truetape projections', { timeout: 120_000 }, () => {
  test('tells, rebuilds and verifies read models beside the service', async () => {
    const dataDir = temporaryFolder();
    const { service, trade } = await startTrading(dataDir);
    await until(
      'the read models have all of it',
      async () => (await statusIn(dataDir)).projections.every(({ behind }) => behind === 0),
      60_000,
    );
    const verified = await projections(dataDir, 'verify');
    equal([verified.code, verified.errors], [0, '']);
    match(verified.output, /^\d+ rows are what the log says, up to position \d+\.\n$/);

    const database = new pg.Client({ connectionString: await runningPostgresUrl(dataDir) });
    await database.connect();
    await database.query('update truetape.fills set price = price + 1 where trade_number = 3');
    await database.end();
    const wrong = await projections(dataDir, 'verify', 'fills');
    equal(wrong.code, 1);
    match(wrong.output, /^fills BTC-USD 3 \S+, price:\n {2}by the log +"60000"\n/);
    equal((await projections(dataDir, 'verify', 'orders', 'trades')).code, 0);

    const rebuilt = await projections(dataDir, 'rebuild', 'fills', '--json');
    equal([rebuilt.code, rebuilt.errors], [0, '']);
    holds(JSON.parse(rebuilt.output).rows.fills >= 10, rebuilt.output);
    await trade();
    equal((await projections(dataDir, 'verify')).code, 0);
    for (const { projection, generation } of (await statusIn(dataDir)).projections) {
      equal([projection, generation], [projection, projection === 'fills' ? 2 : 1]);
    }

    service.child.kill('SIGTERM');
    equal(await service.ended, 0, service.errors());
    // With nothing running it brings the Postgres of the folder up by itself.
    equal((await projections(dataDir, 'rebuild', '--all')).code, 0);
    equal((await projections(dataDir, 'verify')).code, 0);
  });

  test('says in one line what it cannot do', async () => {
    const dataDir = temporaryFolder();
    for (const [words, line] of [
      [['rebuild'], /^projections: Name the read models, or say --all\.\n$/],
      [['rebuild', 'orders', '--all'], /^projections: Name the read models, or say --all\.\n$/],
      [['rebuild', 'order'], /^projections: There is no read model order\. There are instruments,/],
      [['verify', 'order'], /^projections: There is no read model order\./],
      [['status'], /^projections: There is no log in /],
    ] as const) {
      const { code, output, errors } = await projections(dataDir, ...words);
      equal([code, output], [2, '']);
      match(errors, line);
    }
  });
});
