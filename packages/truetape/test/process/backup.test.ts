import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { ask, freePort, keysOf, run, temporaryFolder, until, untilReady } from './support.ts';

const order = (clientOrderId: string) => ({
  clientOrderId,
  symbol: 'BTC-USD',
  side: 'buy',
  type: 'limit',
  price: '60000',
  quantity: '0.01',
});

async function startIn(dataDir: string) {
  const port = await freePort();
  const service = run({ environment: { PORT: String(port), DATA_DIR: dataDir } });
  await untilReady(service, port);
  const token = keysOf(dataDir).traders[0]?.token ?? '';
  return {
    service,
    place: (clientOrderId: string) => ask(port, token, 'POST', '/v1/orders', order(clientOrderId)),
    lists: async (clientOrderId: string) => {
      const { body } = await ask(port, token, 'GET', '/v1/orders');
      return JSON.stringify(body).includes(clientOrderId);
    },
    stop: async () => {
      service.child.kill('SIGTERM');
      equal(await service.ended, 0, service.errors());
    },
  };
}

async function truetape(dataDir: string, ...words: readonly string[]) {
  const program = run({ environment: { DATA_DIR: dataDir }, arguments: words });
  const code = await program.ended;
  return { code, output: program.output(), errors: program.errors() };
}

describe('a backup', { timeout: 120_000 }, () => {
  test('of a running service proves itself, is started on, and is noticed by what is ahead of it', async () => {
    const [dataDir, target] = [temporaryFolder(), join(temporaryFolder(), 'copy')];
    const live = await startIn(dataDir);
    const before = await live.place('before');
    const made = await truetape(dataDir, 'backup', target, '--json');
    equal([made.code, made.errors], [0, '']);
    const { events, bytes } = JSON.parse(made.output) as Record<string, number>;
    holds(Number(events) > 10 && Number(bytes) > 0, made.output);
    const after = await live.place('after');
    equal([before.status, after.status], [201, 201]);
    await until('the read models have all of it', () => live.lists('after'), 60_000);
    await live.stop();

    const verified = await truetape(target, 'audit', 'verify', '--json');
    equal(verified.code, 0, verified.output + verified.errors);

    // The keys are no part of the log: whoever restores keeps them, or makes new ones.
    cpSync(join(dataDir, 'keys.json'), join(target, 'keys.json'));
    const restored = await startIn(target);
    const repeated = await restored.place('before');
    equal(repeated.body.receipt, before.body.receipt);
    equal((await restored.place('after')).status, 201);
    await restored.stop();

    // The backup in the place of the log, beside read models that have seen more.
    rmSync(join(dataDir, 'log'), { recursive: true });
    cpSync(join(target, 'log'), join(dataDir, 'log'), { recursive: true });
    const stale = await truetape(dataDir, 'audit', 'verify');
    equal(stale.code, 1);
    match(stale.output + stale.errors, /anchor|read models/);
  });

  test('that cannot be made is one line', async () => {
    const dataDir = temporaryFolder();
    const nothing = await truetape(dataDir, 'backup', join(dataDir, 'copy'));
    equal([nothing.code, nothing.output], [1, '']);
    match(nothing.errors, /^backup: There is no log in .*\n$/);
    const target = join(dataDir, 'taken');
    mkdirSync(join(target, 'log'), { recursive: true });
    writeFileSync(join(target, 'log/mine'), '');
    mkdirSync(join(dataDir, 'log'));
    writeFileSync(join(dataDir, 'log/data.mdb'), '');
    const refused = await truetape(dataDir, 'backup', target);
    equal(refused.code, 1);
    match(refused.errors, /^backup: .* is not empty\n$/);
  });
});
