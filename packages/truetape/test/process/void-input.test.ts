import { deepStrictEqual as equal, match } from 'node:assert';
import { join } from 'node:path';
import { type Data, streams } from '@truetape/contracts';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { test } from 'vitest';
import { ask, freePort, keysOf, NO_POSTGRES, run, temporaryFolder, untilReady } from './support.ts';

async function startIn(folder: string) {
  const port = await freePort();
  return {
    port,
    service: run({
      environment: { PORT: String(port), DATA_DIR: folder, DATABASE_URL: NO_POSTGRES },
    }),
  };
}

/** Says to the venue what no matcher of this version understands; answers where. */
async function poison(folder: string): Promise<number> {
  const log = await openLmdbLog({
    folder: join(folder, 'log'),
    clockMs: Date.now,
    onFatal: () => undefined,
  });
  const { revision = -1 } = (await log.streamHead(streams.venue)) ?? {};
  const data: Data<'RulesetAdopted'> = { at: new Date().toISOString(), ruleset: 99 };
  const event = { type: 'RulesetAdopted', schemaVersion: 1, correlationId: 'tomorrow', data };
  equal((await log.append(streams.venue, revision, [event])).ok, true);
  await log.close();
  return revision + 1;
}

const words = async (folder: string, ...words: readonly string[]) => {
  const service = run({ environment: { DATA_DIR: folder }, arguments: words });
  return [await service.ended, service.output() + service.errors()] as const;
};

test('an input that stops every start is voided, and the service starts', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder();
  const first = await startIn(folder);
  await untilReady(first.service, first.port);
  const input = ['void-input', '--stream', 'venue', '--symbol', 'BTC-USD', '--reason', 'a test'];
  const [code, line] = await words(folder, ...input, '--revision', '2');
  equal(code, 1);
  match(line, /^truetape: The log in .* is being written by process \d+\n$/);
  first.service.child.kill('SIGTERM');
  equal(await first.service.ended, 0);
  const revision = await poison(folder);

  const second = await startIn(folder);
  equal(await second.service.ended, 1);
  const place = `RulesetAdopted at position \\d+ \\(venue ${revision}\\)`;
  const remedy = `truetape void-input --stream venue --revision ${revision}`;
  match(
    second.service.errors(),
    new RegExp(`^truetape: No market goes past ${place}: .*${remedy}\n$`),
  );

  equal(await words(folder, ...input, '--revision', String(revision)), [
    0,
    `From its next start on BTC-USD passes over venue ${revision}.\n`,
  ]);
  const third = await startIn(folder);
  await untilReady(third.service, third.port);
  const [trader] = keysOf(folder).traders;
  const order = { symbol: 'BTC-USD', side: 'buy', type: 'limit', timeInForce: 'GTC' };
  const body = { ...order, clientOrderId: 'after', price: '100', quantity: '1' };
  const placed = await ask(third.port, trader?.token ?? '', 'POST', '/v1/orders', body);
  equal(placed.status, 201);
});
