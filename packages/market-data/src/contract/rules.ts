import { deepStrictEqual as equal } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Beat, MarketBoard, PutFailure } from '../market-board.ts';
import { type MarketChange, type MarketState, RECENT_TRADES_MAX } from '../market-state.ts';
import type { BoardHarness, BoardRule } from './harness.ts';
import { SampleMarket } from './sample-market.ts';

/** Epochs, in the order of time. */
const [FIRST, SECOND, THIRD] = ['1-first', '2-second', '3-third'] as const;

/** Everything the port promises. There is no way to ask for less. */
export const boardRules: readonly BoardRule[] = [
  {
    title: 'replace › is read as it was posted, by whoever looks',
    check: async (subject) => {
      const [board, other] = [await subject.board('log'), await subject.board('log')];
      const market = new SampleMarket();
      for (const [levels, trades] of [
        [0, 0],
        [1, 0],
        [8, 3],
        [6_000, 1_500],
      ]) {
        market.change(levels, trades);
        await taken(board.replace(FIRST, market.state()));
        for (const each of [board, other]) {
          equal(await each.read('BTC-USD'), { epoch: FIRST, state: market.state() });
        }
      }
    },
  },
  {
    title: 'replace › leaves nothing of what was there before',
    check: async (subject) => {
      const board = await subject.board('log');
      const full = new SampleMarket();
      full.change(500, 50);
      await taken(board.replace(FIRST, full.state()));
      const orders = { bids: [], asks: [] };
      const empty = { ...full.state(), orders, trades: [], candles: {} };
      await taken(board.replace(FIRST, empty));
      equal(await board.read('BTC-USD'), { epoch: FIRST, state: empty });
    },
  },
  {
    title: 'replace › is refused for a state that is older than the one there',
    check: async (subject) => {
      const board = await subject.board('log');
      const market = new SampleMarket();
      market.change();
      const older = market.state();
      market.change();
      await taken(board.replace(FIRST, market.state()));
      await refused(board.replace(FIRST, older), 'BEHIND');
      await taken(board.replace(FIRST, market.state()));
      equal(await board.read('BTC-USD'), { epoch: FIRST, state: market.state() });
    },
  },
  {
    title: 'replace › by a later epoch takes the place of anything, and an earlier one is refused',
    check: async (subject) => {
      const board = await subject.board('log');
      const ahead = new SampleMarket();
      for (let i = 0; i < 20; i++) ahead.change();
      await taken(board.replace(SECOND, ahead.state()));
      await refused(board.replace(FIRST, ahead.state()), 'REPLACED');
      const behind = new SampleMarket('BTC-USD', 2);
      behind.change();
      await taken(board.replace(THIRD, behind.state()));
      equal(await board.read('BTC-USD'), { epoch: THIRD, state: behind.state() });
      await refused(board.replace(SECOND, ahead.state()), 'REPLACED');
      equal(await board.read('BTC-USD'), { epoch: THIRD, state: behind.state() });
    },
  },
  ...[1, 2, 3].map(
    (seed): BoardRule => ({
      title: `apply › makes of a market what becomes of it, change by change (seed ${seed})`,
      check: async (subject) => {
        const board = await subject.board('log');
        const markets = ['BTC-USD', 'ETH-USD'].map(
          (symbol, i) => new SampleMarket(symbol, seed + i),
        );
        for (const market of markets) await taken(board.replace(FIRST, market.state()));
        for (let i = 0; i < 150; i++) {
          await Promise.all(markets.map((market) => taken(board.apply(FIRST, market.change()))));
          if (i % 10 > 0) continue;
          for (const market of markets) {
            const state = market.state();
            equal(await board.read(state.head.symbol), { epoch: FIRST, state }, `change ${i}`);
          }
        }
      },
    }),
  ),
  {
    title: `apply › keeps the newest ${RECENT_TRADES_MAX} trades`,
    check: async (subject) => {
      const board = await subject.board('log');
      const market = new SampleMarket();
      await taken(board.replace(FIRST, market.state()));
      for (const trades of [600, 399, 1, 1, 700, 1_200, 3]) {
        await taken(board.apply(FIRST, market.change(2, trades)));
        equal((await board.read('BTC-USD'))?.state, market.state());
      }
    },
  },
  {
    title: 'apply › takes calls in their order, without waiting in between',
    check: async (subject) => {
      const board = await subject.board('log');
      const market = new SampleMarket();
      const first = board.replace(FIRST, market.state());
      const calls = Array.from({ length: 200 }, () => board.apply(FIRST, market.change()));
      for (const call of [first, ...calls]) await taken(call);
      equal((await board.read('BTC-USD'))?.state, market.state());
    },
  },
  {
    title: 'apply › is refused where the change before it is not the last one there',
    check: async (subject) => {
      const board = await subject.board('log');
      const heard = hear(await subject.board('log'));
      const market = new SampleMarket();
      const early = market.change();
      await refused(board.apply(FIRST, early), 'BEHIND');
      const there = market.state();
      await taken(board.replace(FIRST, there));
      await refused(board.apply(FIRST, early), 'BEHIND');
      market.change();
      await refused(board.apply(FIRST, market.change(3, 1)), 'BEHIND');
      equal(await board.read('BTC-USD'), { epoch: FIRST, state: there });
      const next = after(there);
      await taken(board.apply(FIRST, next));
      await heard.untilHeard(next);
      equal(heard.changes, [next]);
    },
  },
  {
    title: 'apply › is refused for every epoch but the one that is there',
    check: async (subject) => {
      const board = await subject.board('log');
      const market = new SampleMarket();
      const there = market.state();
      await taken(board.replace(SECOND, there));
      const change = market.change(4, 1);
      await refused(board.apply(FIRST, change), 'REPLACED');
      await refused(board.apply(THIRD, change), 'BEHIND');
      equal(await board.read('BTC-USD'), { epoch: SECOND, state: there });
    },
  },
  {
    title: 'apply › of the same change by two is taken once, and told once',
    check: async (subject) => {
      const boards = [await subject.board('log'), await subject.board('log')];
      const [board] = boards as [MarketBoard];
      const heard = hear(await subject.board('log'));
      const market = new SampleMarket();
      await taken(board.replace(FIRST, market.state()));
      const changes = Array.from({ length: 40 }, () => market.change());
      for (const change of changes) {
        const puts = await Promise.all(boards.map((each) => each.apply(FIRST, change)));
        equal(puts.map(({ ok }) => ok).sort(), [false, true]);
      }
      await heard.untilHeard(changes.at(-1));
      equal(heard.changes, changes);
      equal((await board.read('BTC-USD'))?.state, market.state());
    },
  },
  {
    title: 'listen › tells everybody of each change as it was put, in its order',
    check: async (subject) => {
      const board = await subject.board('log');
      const listeners = [hear(board), hear(await subject.board('log'))];
      const market = new SampleMarket();
      await taken(board.replace(FIRST, market.state()));
      const changes = Array.from({ length: 100 }, () => market.change());
      for (const change of changes) void board.apply(FIRST, change);
      for (const heard of listeners) {
        await heard.untilHeard(changes.at(-1));
        equal(heard.changes, changes);
        equal(new Set(heard.epochs), new Set([FIRST]));
        heard.stop();
      }
      const last = hear(await subject.board('log'));
      const change = market.change();
      await taken(board.apply(FIRST, change));
      await last.untilHeard(change);
      for (const heard of listeners) equal(heard.changes.length, changes.length);
    },
  },
  {
    title: 'beat › is told as it was put, and refused when a later epoch has beaten',
    check: async (subject) => {
      const board = await subject.board('log');
      const heard = hear(await subject.board('log'));
      equal(await board.lastEpoch(), undefined);
      const beats: Beat[] = [
        { epoch: FIRST, position: 7, heads: { 'BTC-USD': 3, 'ETH-USD': -1 } },
        { epoch: FIRST, position: 9, heads: { 'BTC-USD': 4, 'ETH-USD': -1 } },
        { epoch: SECOND, position: 8, heads: {} },
      ];
      for (const beat of beats) await taken(board.beat(beat));
      equal(await board.lastEpoch(), SECOND);
      await refused(board.beat({ epoch: FIRST, position: 99, heads: {} }), 'REPLACED');
      const mark = { epoch: THIRD, position: 0, heads: {} };
      await taken(board.beat(mark));
      await heard.untilHeard(mark);
      equal(heard.beats, [...beats, mark]);
    },
  },
  {
    title: 'placeOf › says where a market is, and nothing of one that is not there',
    check: async (subject) => {
      const board = await subject.board('log');
      equal(await board.placeOf('BTC-USD'), undefined);
      equal(await board.read('BTC-USD'), undefined);
      const market = new SampleMarket();
      await taken(board.replace(FIRST, market.state()));
      equal(await board.placeOf('BTC-USD'), { epoch: FIRST, sequence: -1 });
      const change = market.change();
      await taken(board.apply(FIRST, change));
      equal(await board.placeOf('BTC-USD'), { epoch: FIRST, sequence: change.head.sequence });
      equal(await board.placeOf('BTC-EUR'), undefined);
    },
  },
  {
    title: 'forget › what was posted is not there, is not changed, and can be posted again',
    check: async (subject) => {
      const board = await subject.board('log');
      const market = new SampleMarket();
      market.change(50, 5);
      await taken(board.replace(SECOND, market.state()));
      await subject.forget();
      equal(await board.read('BTC-USD'), undefined);
      equal(await board.placeOf('BTC-USD'), undefined);
      await refused(board.apply(SECOND, market.change()), 'BEHIND');
      equal(await board.read('BTC-USD'), undefined);
      await taken(board.replace(SECOND, market.state()));
      equal(await board.read('BTC-USD'), { epoch: SECOND, state: market.state() });
    },
  },
  {
    title: 'logs › have boards of their own',
    check: async (subject) => {
      const [board, other] = [await subject.board('log'), await subject.board('another')];
      const heard = hear(other);
      const market = new SampleMarket();
      await taken(board.replace(SECOND, market.state()));
      await taken(board.apply(SECOND, market.change()));
      await taken(board.beat({ epoch: SECOND, position: 1, heads: {} }));
      equal(await other.read('BTC-USD'), undefined);
      equal(await other.lastEpoch(), undefined);
      const elsewhere = new SampleMarket('BTC-USD', 2);
      await taken(other.replace(FIRST, elsewhere.state()));
      const change = elsewhere.change();
      await taken(other.apply(FIRST, change));
      await heard.untilHeard(change);
      equal([heard.changes, heard.beats], [[change], []]);
      equal((await board.read('BTC-USD'))?.state, market.state());
    },
  },
  {
    title: 'close › leaves nothing that rejects or hangs',
    check: async (subject) => {
      const board = await subject.board('log');
      equal(board.isThere(), true);
      await board.close();
      await board.close();
      const market = new SampleMarket();
      await refused(board.replace(FIRST, market.state()), 'UNAVAILABLE');
      await refused(board.apply(FIRST, market.change()), 'UNAVAILABLE');
      await refused(board.beat({ epoch: FIRST, position: 1, heads: {} }), 'UNAVAILABLE');
      equal(await board.read('BTC-USD'), undefined);
      equal(await board.placeOf('BTC-USD'), undefined);
      equal(await board.lastEpoch(), undefined);
      equal(board.isThere(), false);
    },
  },
];

/** Checks one rule on a new place. @throws whatever the rule found wrong */
export async function checkBoardRule(rule: BoardRule, harness: BoardHarness): Promise<void> {
  const subject = await harness.open();
  try {
    await rule.check(subject);
  } finally {
    await subject.dispose();
  }
}

/** An input that changes nothing that is shown. */
function after({ head }: MarketState): MarketChange {
  const { sequence: previous, position } = head;
  const next = { ...head, sequence: previous + 50, position: position + 50 };
  const orders = { removed: [], changed: [], added: [] };
  return { head: next, previous, orders, trades: [] };
}

async function taken(put: ReturnType<MarketBoard['beat']>): Promise<void> {
  equal(await put, { ok: true, value: undefined });
}

async function refused(put: ReturnType<MarketBoard['beat']>, failure: PutFailure): Promise<void> {
  equal(await put, { ok: false, failure });
}

const PATIENCE_MS = 5_000;

function hear(board: MarketBoard) {
  const changes: MarketChange[] = [];
  const epochs: string[] = [];
  const beats: Beat[] = [];
  const stop = board.listen({
    onChange: (epoch, change) => {
      epochs.push(epoch);
      changes.push(change);
    },
    onBeat: (beat) => beats.push(beat),
  });
  /** What was told before it, of the same market or of the beats, has been heard before it. */
  const untilHeard = async (last: MarketChange | Beat | undefined) => {
    const deadline = performance.now() + PATIENCE_MS;
    while (![...changes, ...beats].some((heard) => isDeepStrictEqual(heard, last))) {
      if (performance.now() > deadline) throw new Error('It was not heard in time');
      await sleep(2);
    }
  };
  return { changes, epochs, beats, stop, untilHeard };
}
