import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { temporaryFolder, until } from '../process/support.ts';
import { injecting, KILL } from './injected.ts';
import { type Receipt, trade } from './load.ts';
import { launch, place, proveOf, start, stop } from './service.ts';

const DATA = 'log/data.mdb';

describe('a sync that fails', () => {
  test('ends the service with one line, and is never tried again', async () => {
    const dataDir = temporaryFolder();
    const trace = join(temporaryFolder(), 'trace');
    const path = join(dataDir, DATA);
    const running = await start(dataDir, injecting('fdatasync', 'error=EIO', 60, { path, trace }));
    const load = trade(running.port, running.keys, 'load');
    equal(await running.service.ended, 1);
    await load.stop();
    equal(running.service.errors(), 'truetape: The log cannot be written: Input/output error\n');
    const calls = readFileSync(trace, 'utf8').split('\n');
    const failed = calls.findIndex((call) => call.includes('(INJECTED)'));
    const [writer] = (calls[failed] ?? '').split(' ');
    equal(
      calls.slice(failed + 1).filter((call) => call.startsWith(`${writer} fdatasync`)),
      [],
    );
    holds(load.receipts.length > 0, 'it was under load');
    await proveOf(dataDir, load.receipts);
  });
});

describe('a full disk', () => {
  test('whose writes fail for a while costs refusals and nothing else', async () => {
    const dataDir = temporaryFolder();
    const path = join(dataDir, DATA);
    // A start writes some dozens of times.
    const running = await start(dataDir, injecting('writev', 'error=ENOSPC', '150..156', { path }));
    const load = trade(running.port, running.keys, 'load');
    await until('requests are refused', () => (load.statuses.get(503) ?? 0) > 0);
    const before = load.receipts.length;
    await until('orders are taken again', () => load.receipts.length > before + 50);
    await load.stop();
    await stop(running);
    equal(load.statuses.get(0), undefined, 'every request is answered');
    await proveOf(dataDir, load.receipts);
  });
});

describe('a recovery', () => {
  test('that is killed five times in a row loses nothing', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    const load = trade(first.port, first.keys, 'load');
    await until('it is under load', () => load.receipts.length > 200);
    first.service.child.kill('SIGKILL');
    await load.stop();
    const path = join(dataDir, DATA);
    const kills = [
      ['fdatasync', 1],
      ['pwrite64', 1],
      ['pwrite64', 2],
      ['fdatasync', 2],
      ['fdatasync', 1],
    ] as const;
    for (const [call, when] of kills) {
      const { service } = await launch(dataDir, injecting(call, KILL, when, { path }));
      equal(await service.ended, 'SIGKILL', `killed at ${call} ${when}`);
    }
    const again = await start(dataDir);
    const { status, body } = await place(again, 'after-all');
    equal(status, 201);
    await stop(again);
    await proveOf(dataDir, [...load.receipts, body.receipt as Receipt]);
  });
});
