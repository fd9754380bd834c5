import { deepStrictEqual as equal, match } from 'node:assert';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';
import { ask, keysOf, until, untilReady } from '../process/support.ts';
import { smallDisk } from './disks.ts';
import type { Receipt } from './load.ts';
import { trade } from './load.ts';
import { launch, place, proveOf, type Running, start, stop } from './service.ts';

test('a full disk refuses orders and lets read; it and a new one go on when there is room', async () => {
  const disk = await smallDisk(96);
  const dataDir = join(disk, 'data');
  const ballast = join(disk, 'ballast');
  const receipts: Receipt[] = [];
  const taken = async (running: Running, clientOrderId: string) => {
    const { status, body } = await place(running, clientOrderId);
    equal(status, 201, JSON.stringify(body));
    receipts.push(body.receipt as Receipt);
  };
  const refused = async (running: Running, clientOrderId: string) => {
    const { status, body } = await place(running, clientOrderId);
    equal([status, body.code], [503, 'SERVICE_UNAVAILABLE']);
    equal(await reads(running), true);
  };
  const first = await start(dataDir);
  const load = trade(first.port, first.keys, 'load');
  await until('it is under load', () => load.receipts.length > 20);
  fill(ballast);
  await until('requests are refused', () => (load.statuses.get(503) ?? 0) > 0);
  await load.stop();
  receipts.push(...load.receipts);
  for (let number = 0; number < 5; number++) await refused(first, `full-${number}`);
  rmSync(ballast);
  await sleep(500);
  await taken(first, 'room-again');
  fill(ballast);
  await sleep(500);
  await stop(first);
  const launched = await launch(dataDir);
  const second = { ...launched, keys: keysOf(dataDir) };
  await until('what was there can be read', () => reads(second));
  rmSync(ballast);
  await sleep(500);
  await untilReady(second.service, second.port);
  await taken(second, 'room-at-last');
  await stop(second);
  await proveOf(dataDir, receipts);
});

async function reads({ port, keys }: Running): Promise<boolean> {
  const { token } = keys.operator;
  const asked = ask(port, token, 'GET', '/v1/instruments/BTC-USD/book');
  return (await asked.catch(() => undefined))?.status === 200;
}

/** Writes until there is no room for another byte. */
function fill(file: string): void {
  for (const bytes of [1_048_576, 4_096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    } catch (error) {
      match((error as Error).message, /ENOSPC/);
    }
  }
}
