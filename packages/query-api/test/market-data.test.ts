import { gridOf } from '@truetape/codec';
import { type BookOrder, marketEvents } from '@truetape/contracts';
import type { MemoryLog } from '@truetape/event-store';
import {
  Book,
  type MarketChange,
  type MarketDelta,
  MarketView,
  type OrderChanges,
  Sequencer,
} from '@truetape/market-data';
import { createLogger, createMetrics } from '@truetape/observability';
import {
  type OrderTerms,
  type ShownBook,
  type ShownLevels,
  tradeAtRandom,
  Venue,
} from '@truetape/projections/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MarketData } from '../src/market-data/market-data.ts';
import { ACCOUNTS, eventually, openLog } from './support.ts';

const logger = createLogger({ level: 'silent', destination: '/dev/null' });

const metrics = createMetrics({ processMetrics: false });

const BAND = { auctionMs: 10, beyond: 'auction', rate: '0.002', window: 10 };

function openVenue(listing: object = {}) {
  const log = openLog();
  const venue = new Venue(log, listing);
  venue.open(...ACCOUNTS);
  return { log, venue };
}

async function follow({ log, venue }: ReturnType<typeof openVenue>) {
  const marketData = new MarketData({ log, logger, metrics });
  onTestFinished(() => marketData.stop());
  const deltas: MarketDelta[] = [];
  marketData.listen({ onDelta: (delta) => deltas.push(delta) });
  const caughtUp = async () => {
    await venue.settled();
    const head = await log.head();
    await eventually(() => marketData.position === head);
  };
  await caughtUp();
  return { marketData, deltas, caughtUp };
}

/** A market without an input. */
function viewBefore({ head, previous }: MarketChange): MarketView {
  const none = { bookSequence: -1, ordersSequence: -1, tradesSequence: -1, tradeCount: 0 };
  return new MarketView({
    head: { ...head, ...none, sequence: previous },
    orders: { bids: [], asks: [] },
    trades: [],
    candles: {},
  });
}

/** The orders of a book as the deltas add them up, in the plainest way there is. */
class AddedOrders {
  #orders: OrderChanges['added'] = [];

  apply({ removed, changed, added }: OrderChanges): void {
    this.#orders = this.#orders.filter(([number]) => !removed.includes(number));
    for (const [number, quantity] of changed) {
      for (const order of this.#orders) if (order[0] === number) order[3] = quantity;
    }
    for (const order of added) this.#orders.push([...order]);
  }

  side(wanted: 'buy' | 'sell'): BookOrder[] {
    const sign = wanted === 'buy' ? -1 : 1;
    return this.#orders
      .filter(([, side]) => side === wanted)
      .sort(([, , a], [, , b]) => sign * (Number(a) - Number(b)))
      .map(([number, , price, quantity]) => [number, price, quantity]);
  }
}

const ordersIn = (levels: ShownLevels): BookOrder[] =>
  levels.flatMap(([price, orders]) =>
    orders.map(([number, quantity]): BookOrder => [number, price, quantity]),
  );

/** What stands at each price, in thousandths. */
function levelsOf(orders: ShownLevels): [price: string, quantity: string][] {
  return orders.map(([price, shown]) => [
    price,
    written(shown.reduce((sum, [, quantity]) => sum + thousandths(quantity), 0n)),
  ]);
}

function thousandths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(3, '0'));
}

function written(amount: bigint): string {
  const digits = String(amount).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '');
}

/** The inputs that changed what stands at some price, and of which nobody was told. */
function silentChanges(shown: ReadonlyMap<number, ShownBook>, told: ReadonlySet<number>): number[] {
  let before = JSON.stringify([[], []]);
  const silent: number[] = [];
  for (const [sequence, { buy, sell }] of shown) {
    const now = JSON.stringify([levelsOf(buy), levelsOf(sell)]);
    if (now !== before && !told.has(sequence)) silent.push(sequence);
    before = now;
  }
  return silent;
}

async function typesIn(log: MemoryLog): Promise<ReadonlySet<string>> {
  const types = new Set<string>();
  for await (const events of log.readStream('market-BTC-USD')) {
    for (const { type } of events) types.add(type);
  }
  return types;
}

const sell = (price: string, quantity: string): OrderTerms => ({ side: 'sell', price, quantity });
const buy = (price: string, quantity: string): OrderTerms => ({ side: 'buy', price, quantity });

describe('market data', () => {
  test.each([1, 2, 3, 4])(
    'shows what the engine shows after every input (seed %i)',
    async (seed) => {
      const { log, venue } = openVenue({ priceBand: BAND });
      const shown = new Map<number, ShownBook>();
      venue.onInput = (_symbol, revision, book) => shown.set(revision, book);
      tradeAtRandom(venue, ACCOUNTS, seed, 500);
      venue.adoptRuleset(2);
      tradeAtRandom(venue, ACCOUNTS, seed + 100, 500);
      await venue.settled();

      const previous = { book: -1, orders: -1, trades: -1 };
      const wrong: unknown[] = [];
      const levels = { bids: new Map<string, string>(), asks: new Map<string, string>() };
      const queues = new AddedOrders();
      const check = (have: unknown, want: unknown, what: string) => {
        if (JSON.stringify(have) !== JSON.stringify(want)) wrong.push({ what, have, want });
      };
      const inputs = new Set<number>();
      let view: MarketView | undefined;
      const follow = (change: MarketChange, delta: MarketDelta) => {
        view ??= viewBefore(change);
        check(view.apply(change), delta, `delta at ${delta.sequence}`);
        const { sequence, book, orders } = delta;
        if (book) inputs.add(sequence);
        check(view.state(), sequencer.markets.get('BTC-USD')?.state(), `state at ${sequence}`);
        // Whoever only adds up the deltas has the same orders and levels.
        if (orders) queues.apply(orders);
        for (const [side, name] of [
          ['buy', 'bids'],
          ['sell', 'asks'],
        ] as const) {
          for (const [price, quantity] of book?.[name] ?? []) {
            if (quantity === '0') levels[name].delete(price);
            else levels[name].set(price, quantity);
          }
          const engine = shown.get(sequence)?.[side];
          if (engine === undefined) continue;
          check(ordersIn(engine), view.orders()[name], `orders at ${sequence}`);
          check(ordersIn(engine), queues.side(side), `deltas of orders at ${sequence}`);
          check(levelsOf(engine), view.levels(1_000)[name], `levels at ${sequence}`);
          check([...levels[name]].sort(), levelsOf(engine).sort(), `deltas at ${sequence}`);
        }
        for (const channel of ['book', 'orders', 'trades'] as const) {
          if (delta[channel] === undefined) continue;
          check(delta[channel].previous, previous[channel], `previous ${channel} at ${sequence}`);
          previous[channel] = sequence;
        }
        check(delta.candles?.previous, delta.trades?.previous, `candles at ${sequence}`);
      };
      const failures: unknown[] = [];
      const sequencer = new Sequencer({
        log,
        logger,
        onChange: follow,
        onCaughtUp: () => undefined,
        onFailure: (error) => failures.push(error),
      });
      onTestFinished(() => sequencer.stop());
      const head = await log.head();
      await eventually(() => sequencer.position === head || failures.length > 0);
      expect(failures).toEqual([]);
      expect(wrong).toEqual([]);
      expect(silentChanges(shown, inputs)).toEqual([]);
      expect(inputs.size).toBeGreaterThan(400);
      // An account here knows all of its orders, so it cancels none that is over.
      // Checkpoints are too far apart for this.
      const { OrderCancelRejected, MarketCheckpoint, MarketCheckpointsScheduled, ...possible } =
        marketEvents;
      expect(await typesIn(log)).toEqual(new Set(Object.keys(possible)));
    },
  );

  test('an order that comes to rest trades as one that stands, in an auction of the same input', () => {
    const book = new Book(gridOf('0.01', '0.001'));
    const outcome = { at: '2026-11-21T09:00:00.000Z', index: 0, last: false };
    const known = (orderNumber: number) => ({
      accountId: 'trader-1',
      orderId: `trader-1.${orderNumber}`,
      orderNumber,
    });
    const accepted = (orderNumber: number, side: 'buy' | 'sell', others: object) =>
      book.accepted({
        ...outcome,
        ...known(orderNumber),
        side,
        type: 'limit',
        timeInForce: 'GTC',
        postOnly: false,
        price: '100',
        quantity: '5',
        ...others,
      });
    accepted(1, 'buy', { quantity: '1' });
    book.takeChanges();
    accepted(2, 'sell', { displayQuantity: '1' });
    accepted(3, 'sell', { displayQuantity: '2' });
    book.traded({
      ...outcome,
      auction: true,
      maker: { ...known(1), rate: '0', remaining: '0' },
      taker: { ...known(2), rate: '0', remaining: '4' },
      price: '100',
      quantity: '1',
      takerSide: 'sell',
      tradeNumber: 1,
    });
    book.refreshed({ ...outcome, ...known(2), displayed: '1' });
    expect(book.takeChanges()).toEqual({
      removed: [1],
      changed: [],
      added: [
        [3, 'sell', '100', '2'],
        [2, 'sell', '100', '1'],
      ],
      movesLevels: true,
    });
  });

  test('an iceberg that comes to rest shows more when a stop without a limit trades with it', async () => {
    const opened = openVenue();
    const { venue } = opened;
    venue.place('trader-1', sell('101', '1'));
    venue.place('trader-2', { side: 'sell', stopPrice: '101', quantity: '2' });
    // It trades at 101, which triggers the stop, and that trades with what is left of it, part by part.
    venue.place('trader-3', { ...buy('101', '6'), displayQuantity: '1' });
    const { marketData } = await follow(opened);
    expect(marketData.isCurrent).toBe(true);
    expect(marketData.market('BTC-USD')?.levels(10)).toEqual({ bids: [['101', '1']], asks: [] });
    expect(marketData.market('BTC-USD')?.head.tradeCount).toBe(3);
  });

  test('shows an input whole: between its parts it stays as it was', async () => {
    const opened = openVenue();
    const { venue, log } = opened;
    venue.place('trader-1', sell('100', '1'));
    venue.place('trader-1', sell('101', '1'));
    const { marketData, deltas, caughtUp } = await follow(opened);
    const shown = deltas.length;
    const sweep = venue.placeInParts('trader-2', buy('101', '3'), 2);
    await venue.settled();
    const position = await log.head();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(deltas.length).toBe(shown);
    expect(marketData.position).toBeLessThan(position);
    expect(marketData.market('BTC-USD')?.ticker()).toMatchObject({ bid: null, ask: '100' });
    sweep.release();
    await caughtUp();
    expect(deltas.slice(shown)).toMatchObject([
      {
        book: {
          bids: [['101', '1']],
          asks: [
            ['100', '0'],
            ['101', '0'],
          ],
        },
        trades: {
          trades: [
            { tradeNumber: 1, price: '100' },
            { tradeNumber: 2, price: '101' },
          ],
        },
      },
    ]);
  });

  test('says of an input that changes nothing only where it is', async () => {
    const opened = openVenue();
    const { venue } = opened;
    venue.place('trader-1', sell('100', '1'));
    const { marketData, deltas, caughtUp } = await follow(opened);
    const before = deltas.length;
    venue.place('trader-2', { side: 'buy', price: '99', quantity: '1', timeInForce: 'IOC' });
    venue.place('trader-2', { side: 'buy', price: '100', quantity: '1', postOnly: true });
    await caughtUp();
    expect(deltas.slice(before)).toEqual(
      [4, 5].map((sequence) => ({ symbol: 'BTC-USD', sequence })),
    );
    expect(marketData.market('BTC-USD')?.ticker()).toMatchObject({ sequence: 5 });
  });

  test('keeps the newest thousand trades and counts them all', async () => {
    const opened = openVenue();
    const { venue } = opened;
    venue.place('trader-1', sell('100', '3000'));
    for (let i = 0; i < 2_100; i++) venue.place('trader-2', buy('100', '1'));
    const { marketData } = await follow(opened);
    const market = marketData.market('BTC-USD');
    expect(market?.head.tradeCount).toBe(2_100);
    expect(market?.recentTrades.at(-1)?.trade.tradeNumber).toBe(2_100);
    expect(market?.recentTrades.length).toBeGreaterThanOrEqual(1_000);
    expect(market?.recentTrades.length).toBeLessThan(2_000);
  });

  test('stops at an event that it does not know, and is no longer current', async () => {
    const opened = openVenue();
    const { venue } = opened;
    const { marketData } = await follow(opened);
    expect(marketData.isCurrent).toBe(true);
    venue.appendRaw('market-BTC-USD', 'OrderTeleported', { last: true });
    await venue.settled();
    await eventually(() => !marketData.isCurrent);
  });
});
