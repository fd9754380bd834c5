import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { catalogueEvolve, decodeOutcome, emptyCatalogue } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { BestPrices, epochMs, type Watched } from '@truetape/domain';
import { MemoryDisk } from '@truetape/event-store';
import type { LogDisk } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { createMetrics } from '@truetape/observability';
import { createRiskWatch } from '@truetape/workflows';
import { beforeAll, describe, test } from 'vitest';
import { numbersFrom, trade } from './random-trading.ts';
import {
  diskWith,
  eventsOn,
  execute,
  limitOrder,
  logger,
  openVenue,
  proven,
  quiet,
  type Running,
  SYMBOL,
  startOn,
} from './support.ts';
import { dollars, inMarket, inUsd, limit, watchOn } from './watched.ts';

const TRADERS = ['ann', 'bob', 'cat'] as const;
const DAY_MS = 86_400_000;

const place = (path: Running, accountId: string, ...order: OrderTerms) =>
  execute(path.accounts, accountId, limitOrder(path, ...order));
type OrderTerms = [id: string, side: 'buy' | 'sell', price: number, quantity: number];

/** An order path with a watch beside it, from a fresh disk to its end, as the log has it. */
async function historyOf(
  run: (path: Running) => Promise<unknown>,
  now = () => epochMs(1_000),
): Promise<readonly RecordedEvent[]> {
  const disk = new MemoryDisk();
  const path = await startOn(disk, { now });
  const watch = await watchOn(path.log);
  await openVenue(path, TRADERS);
  await run(path);
  await quiet(path);
  await watch.stop();
  await path.stop();
  await path.log.close();
  return eventsOn(disk);
}

/** Ann holds 100 from 100 with a bid at 50 when the market falls to 80: a loss of 2,000 with its fee, of 2,000. */
async function loss(path: Running): Promise<void> {
  await limit(path, 'ann', { ...inUsd({ dailyLoss: dollars(2_000) }), hard: ['dailyLoss'] });
  await place(path, 'bob', 'b1', 'sell', 100, 100);
  await place(path, 'ann', 'a1', 'buy', 100, 100);
  await place(path, 'ann', 'a2', 'buy', 50, 10);
  await place(path, 'bob', 'b2', 'buy', 80, 1);
  await place(path, 'cat', 'c1', 'sell', 80, 1);
}

/** Who caused an event, and in which stream; of what nobody caused, its own place. */
const causeAt = (event: RecordedEvent | undefined) =>
  event && `${event.stream} ${JSON.stringify(event.causation ?? event.revision)}`;

const ofType = (events: readonly RecordedEvent[], type: string) =>
  events.filter((event) => event.type === type);

/** What the watch has said of an account: percent of a measure, or `kill`. */
const saidOf = (events: readonly RecordedEvent[], accountId: string) =>
  events
    .filter(({ stream }) => stream === `risk-${accountId}`)
    .map(({ data }) => data as { measure: Watched; percent?: number; value: string })
    .map(({ measure, percent, value }) => `${measure} ${value} ${percent ?? 'kill'}`);

/** Both start on a disk, and everything comes to its end. */
async function goesOn(disk: LogDisk): Promise<readonly RecordedEvent[]> {
  const path = await startOn(disk);
  const watch = await watchOn(path.log);
  await quiet(path);
  const { inFlight, riskUnsaid } = await proven(path.log);
  equal([inFlight, riskUnsaid], [0, 0]);
  await watch.stop();
  await path.stop();
  await path.log.close();
  return eventsOn(disk as MemoryDisk);
}

describe('an account that loses what it may', () => {
  let history: readonly RecordedEvent[];
  beforeAll(async () => {
    history = await historyOf(loss);
  });

  test('is told at each threshold, and killed by itself: its orders are cancelled', async () => {
    equal(saidOf(history, 'ann'), [
      'dailyLoss 2003 50',
      'dailyLoss 2003 75',
      'dailyLoss 2003 90',
      'dailyLoss 2003 100',
      'dailyLoss 2003 kill',
    ]);
    const [tripped] = ofType(history, 'KillSwitchTripped');
    const [asked] = ofType(history, 'RiskKillSwitchRequested');
    equal(tripped?.causation, { stream: 'risk-ann', revision: asked?.revision });
    equal(tripped?.data, {
      at: '1970-01-01T00:00:01.000Z',
      reason: 'dailyLoss of USD is 2003: its hard limit of 2000 is reached',
      risk: { accountId: 'ann', revision: asked?.revision },
    });
    const path = await startOn(await diskWith(history));
    const ann = path.accounts.stateOf('ann');
    equal(ann.status !== 'none' && [ann.isKilled, ann.orders.size], [true, 0]);
    const denied = await place(path, 'ann', 'a3', 'buy', 50, 1);
    equal(denied.kind === 'denied' && denied.denial.code, 'RISK_KILL_SWITCH');
    const { riskEvents, riskUnsaid, inFlight } = await proven(path.log);
    equal({ riskEvents, riskUnsaid, inFlight }, { riskEvents: 5, riskUnsaid: 0, inFlight: 0 });
  });

  test('is killed once, wherever the order path and the watch are killed', async () => {
    const first = history.findIndex(({ type }) => type === 'LimitsChanged') + 1;
    // The order with which the market falls: everything else follows from it.
    const cause = history.findLastIndex(({ type }) => type === 'OrderPlaced');
    for (let count = first; count <= history.length; count++) {
      // What one event causes in one stream is one append: it is in the log whole or not at all.
      if (causeAt(history[count]) === causeAt(history[count - 1])) continue;
      const events = await goesOn(await diskWith(history.slice(0, count)));
      const where = `cut after ${count} of ${history.length}`;
      const isLost = count > cause;
      equal(saidOf(events, 'ann'), isLost ? saidOf(history, 'ann') : [], where);
      strictEqual(ofType(events, 'KillSwitchTripped').length, isLost ? 1 : 0, where);
    }
  });

  test('is an event that an auditor works out: what is forged is found', async () => {
    const forged = history.map((event) =>
      event.type === 'RiskThresholdCrossed' && event.revision === 1
        ? { ...event, data: { ...(event.data as object), percent: 90 } }
        : event,
    );
    const found = proven((await startOn(await diskWith(forged))).log);
    equal(
      await found.then(String, (error: Error) => error.message.slice(0, 24)),
      'risk: the log gives {"ca',
    );
  });
});

describe('an owner group', () => {
  test('that reaches its hard limit is killed, each account once, and nobody else', async () => {
    const history = await historyOf(async (path) => {
      const open = {
        type: 'OpenAccount',
        accountId: 'sub',
        ownerGroup: 'ann',
        isLeader: true,
      } as const;
      await execute(path.accounts, 'sub', open);
      await limit(path, 'ann', { ...inMarket(100), hard: ['position'] }, 'group');
      await place(path, 'ann', 'a1', 'buy', 50, 100);
    });
    equal(saidOf(history, 'ann').at(-1), 'position 100 kill');
    const killed = ofType(history, 'KillSwitchTripped').map(({ stream }) => stream);
    equal(killed.sort(), ['account-ann', 'account-sub']);
    await goesOn(await diskWith(history));
  });
});

describe('several watches', () => {
  test('say together what one says', async () => {
    const disk = new MemoryDisk();
    const path = await startOn(disk);
    const metrics = createMetrics({ processMetrics: false });
    const watches = [await watchOn(path.log, metrics), await watchOn(path.log, metrics)];
    await openVenue(path, TRADERS);
    await loss(path);
    await quiet(path);
    equal((await proven(path.log)).riskUnsaid, 0);
    for (const watch of watches) await watch.stop();
    await path.stop();
    await path.log.close();
    equal(saidOf(await eventsOn(disk), 'ann').length, 5);
  });
});

describe('the end of a day', () => {
  test('is told by the clock, and the mark of the market is recorded once', async () => {
    let now = DAY_MS - 5_000;
    const history = await historyOf(
      async (path) => {
        await place(path, 'bob', 'b1', 'sell', 103, 1);
        await place(path, 'ann', 'a1', 'buy', 100, 1);
        await quiet(path);
        now = DAY_MS + 40;
        await place(path, 'ann', 'a2', 'buy', 99, 1);
        await quiet(path);
      },
      () => epochMs(now),
    );
    equal(ofType(history, 'ClockAdvanced').length, 1);
    equal(
      ofType(history, 'MarkRecorded').map(({ stream, data }) => [stream, data]),
      [
        [
          `mark-${SYMBOL}`,
          {
            at: '1970-01-02T00:00:00.040Z',
            day: '1970-01-01',
            price: '101',
            source: 'mid',
            symbol: SYMBOL,
          },
        ],
      ],
    );
  });
});

describe('random trading', () => {
  const SEED = 20_261_122;
  let history: readonly RecordedEvent[];
  beforeAll(async () => {
    history = await historyOf(async (path) => {
      await limit(path, 'ann', {
        ...inMarket(400),
        ...inUsd({
          dailyLoss: dollars(500),
          drawdown: dollars(600),
          openNotional: dollars(90_000),
        }),
      });
      await limit(path, 'bob', inUsd({ grossNotional: dollars(90_000), concentrationRate: 1 }));
      await limit(path, 'cat', { ...inMarket(700), hard: ['position'] }, 'group');
      await trade(path, 400, SEED);
    });
  }, 60_000);

  test('is watched as an auditor does it again', async () => {
    const { riskEvents, riskUnsaid } = await proven((await startOn(await diskWith(history))).log);
    equal([riskEvents > 20, riskUnsaid], [true, 0], `${riskEvents} events, seed ${SEED}`);
  });

  test('leaves the best prices that the book of the market has', async () => {
    const catalogue = emptyCatalogue();
    const best = new BestPrices();
    for (const event of history) {
      catalogueEvolve(catalogue, event);
      if (idOf('market', event.stream) === undefined) continue;
      const placed = decodeOutcome(event, catalogue);
      if (placed !== undefined) best.apply(placed.outcome);
    }
    const path = await startOn(await diskWith(history));
    const open = TRADERS.flatMap((accountId) => {
      const state = path.accounts.stateOf(accountId);
      return state.status === 'none' ? [] : [...state.orders.values()];
    });
    const prices = (side: 'buy' | 'sell') =>
      open.filter(({ asked }) => asked.side === side).map(({ limit: price }) => price);
    equal(best.bid, Math.max(...prices('buy')));
    equal(best.ask, Math.min(...prices('sell')));
  });

  test('is watched on from a state that is restored at any event', () => {
    const metrics = createMetrics({ processMetrics: false });
    const fresh = () => createRiskWatch({ append: nobody, logger, metrics });
    const nobody = () => Promise.reject(new Error('nothing is live'));
    const below = numbersFrom(SEED);
    const whole = fresh();
    whole.onEvents(history);
    const want = Buffer.from(whole.capture()).toString();
    const growing = fresh();
    for (let k = 0; k < history.length; ) {
      const next = Math.min(history.length, k + 1 + below(60));
      growing.onEvents(history.slice(k, next));
      k = next;
      const body = growing.capture();
      const again = fresh();
      again.restore(body);
      const where = `seed ${SEED}, restored after ${k} of ${history.length} events`;
      equal(Buffer.from(again.capture()).toString(), Buffer.from(body).toString(), where);
      again.onEvents(history.slice(k));
      equal(Buffer.from(again.capture()).toString(), want, where);
    }
  });
});
