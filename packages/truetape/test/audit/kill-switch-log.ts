import { strictEqual } from 'node:assert';
import { MemoryDisk } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import {
  by,
  deskOf,
  eventsOn,
  execute,
  limitOrder,
  openVenue,
  quiet,
  SYMBOL,
  startOn,
} from '../order-path/support.ts';

const TRADERS = ['ann', 'bob', 'cat'];

/**
 * Every event of a small log with kill switches: that of the market is tripped over orders of three accounts and
 * released; then that of the venue, which is on at the end. The same events each time.
 */
export async function killSwitchLog(): Promise<readonly RecordedEvent[]> {
  const disk = new MemoryDisk();
  const path = await startOn(disk, { instance: 'one' });
  await openVenue(path, TRADERS);
  const desk = deskOf(path);
  const turn = async (symbol: string | undefined, action: 'trip' | 'release', key: string) => {
    const wanted = { action, reason: 'A test.' };
    const turned = await desk.setKillSwitch(symbol, wanted, { ...by, idempotencyKey: key });
    strictEqual(turned.ok, true, JSON.stringify(turned));
    await quiet(path);
  };
  const place = async (id: string) => {
    for (const [index, trader] of TRADERS.entries()) {
      const order = limitOrder(path, id, 'buy', 80 + index, 5);
      strictEqual((await execute(path.accounts, trader, order)).kind, 'done');
      await quiet(path);
    }
  };
  await place('before');
  await turn(SYMBOL, 'trip', 'k-1');
  await turn(SYMBOL, 'release', 'k-2');
  await place('between');
  await turn(undefined, 'trip', 'k-3');
  await path.stop();
  await path.log.close();
  return eventsOn(disk);
}
