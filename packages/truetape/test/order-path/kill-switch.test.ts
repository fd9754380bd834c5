import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import type { Data } from '@truetape/contracts';
import { MemoryDisk } from '@truetape/event-store';
import type { LogDisk } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { beforeAll, describe, test } from 'vitest';
import {
  by,
  deskOf,
  diskWith,
  eventsOn,
  execute,
  limitOrder,
  openVenue,
  proven,
  quiet,
  type Running,
  SYMBOL,
  startOn,
} from './support.ts';

const TRADERS = ['ann', 'bob', 'cat'] as const;
const MARKET = `market-${SYMBOL}`;
const options = { outcomesPerAppend: 2 };

const ofType = (events: readonly RecordedEvent[], type: string) =>
  events.filter((event) => event.type === type);

const place = (path: Running, accountId: string, ...order: OrderTerms) =>
  execute(path.accounts, accountId, limitOrder(path, ...order));
type OrderTerms = [id: string, side: 'buy' | 'sell', price: number, quantity: number];

const trip = (path: Running, symbol: string | undefined = SYMBOL) =>
  deskOf(path).setKillSwitch(symbol, { action: 'trip', reason: 'A test.' }, by);

/** What runs on a fresh disk until it stops, as the log has it. */
async function historyOf(run: (path: Running) => Promise<unknown>): Promise<RecordedEvent[]> {
  const disk = new MemoryDisk();
  const path = await startOn(disk, options);
  await openVenue(path, TRADERS);
  await run(path);
  await quiet(path);
  await close(path);
  return eventsOn(disk);
}

async function close({ stop, log }: Running): Promise<void> {
  await stop();
  await log.close();
}

/** Starts on a disk, lets everything come to its end, and gives all of it. */
async function goesOn(disk: LogDisk, instance: string): Promise<readonly RecordedEvent[]> {
  const path = await startOn(disk, { ...options, instance });
  await quiet(path);
  strictEqual((await proven(path.log)).inFlight, 0);
  for (const accountId of TRADERS) {
    const state = path.accounts.stateOf(accountId);
    const held = state.status === 'open' ? [...state.balances.values()].map((b) => b.held) : [];
    equal(held, [0n, 0n], accountId);
  }
  await close(path);
  equal(path.stopped, []);
  return eventsOn(disk);
}

describe('a matcher that ends while it cancels for a kill switch', () => {
  let events: readonly RecordedEvent[];
  beforeAll(async () => {
    events = await historyOf(async (path) => {
      for (const [index, trader] of TRADERS.entries()) {
        await place(path, trader, 'one', 'buy', 80 + index, 5);
        await place(path, trader, 'two', 'sell', 120 + index, 5);
      }
      await trip(path);
    });
  });

  test('is followed by one that cancels what is left: each order once, wherever the log ends', {
    timeout: 60_000,
  }, async () => {
    const tripped = events.findIndex(({ type }) => type === 'KillSwitchTripped');
    // The two events of a trip are one append: no log ends between them.
    for (let count = tripped + 2; count < events.length; count++) {
      const disk = await diskWith(events.slice(0, count));
      const all = await goesOn(disk, 'again');
      const cancelled = ofType(all, 'OrderCancelled').map(
        ({ data }) => (data as Data<'OrderCancelled'>).orderId,
      );
      const want = TRADERS.flatMap((id) => [`${id}.3`, `${id}.4`]);
      equal(cancelled, want, `cut after ${count} of ${events.length}`);
      strictEqual(ofType(all, 'OrderClosed').length, want.length, `cut after ${count}`);
      const applied = ofType(all, 'OrdersCancelApplied').map(({ data }) => data);
      equal(
        applied.map((data) => (data as Data<'OrdersCancelApplied'>).cancelled),
        [6],
      );
    }
  });
});

/** An order that would trade, and a kill switch that stands before it in the log: who sent it knew nothing of it. */
describe('an order behind a kill switch', () => {
  test.each([
    ['of its market', SYMBOL],
    ['of the venue', undefined],
  ])('%s is rejected, never filled, however early it was sent', async (_, symbol) => {
    const resting = (path: Running) => place(path, 'ann', 'maker', 'sell', 100, 5);
    const traded = await historyOf(async (path) => {
      await resting(path);
      await quiet(path);
      await place(path, 'bob', 'taker', 'buy', 100, 5);
    });
    const [taker] = ofType(traded, 'OrderPlaced').slice(-1);
    const tripped = await historyOf(async (path) => {
      await resting(path);
      await quiet(path);
      await trip(path, symbol);
    });
    const stop = tripped.findIndex(({ type }) => type === 'KillSwitchTripped') + 2;
    const disk = await diskWith([...tripped.slice(0, stop), taker as RecordedEvent]);
    const all = await goesOn(disk, 'late');
    equal(ofType(all, 'TradeExecuted'), []);
    equal(
      all
        .filter(({ stream }) => stream === MARKET)
        .slice(-3)
        .map(({ type, data }) => [type, (data as { readonly code?: string }).code]),
      [
        ['OrderCancelled', undefined],
        ['OrdersCancelApplied', undefined],
        ['OrderRejected', 'MARKET_KILL_SWITCH'],
      ],
    );
  });
});
