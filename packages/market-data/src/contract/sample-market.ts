import type { BookOrder, Candle, CandleInterval } from '@truetape/contracts';
import {
  type CandleChanges,
  type MarketChange,
  type MarketHead,
  type MarketState,
  type OrderChanges,
  RECENT_TRADES_MAX,
  type RecentTrade,
} from '../market-state.ts';

/** A small generator of our own (xorshift32): the same seed is the same market on every machine. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Inputs pass over revisions: those of outcomes that are not the last. */
const REVISIONS_MAX = 3;

const INTERVALS: readonly CandleInterval[] = ['1s', '1m', '5m', '15m', '1h', '4h', '1d', '1w'];

interface Order {
  readonly number: number;
  readonly side: 'buy' | 'sell';
  readonly halves: number;
  quantity: string;
}

/** A market that changes at random, and is kept in the plainest way there is. */
export class SampleMarket {
  readonly #random: (below: number) => number;
  /** Who came later stands later. */
  #orders: Order[] = [];
  #lastNumber = 0;
  readonly #trades: RecentTrade[] = [];
  #candles: MarketState['candles'] = {};
  #head: MarketHead;

  constructor(symbol = 'BTC-USD', seed = 1) {
    this.#random = randomOf(seed);
    const none = { sequence: -1, bookSequence: -1, ordersSequence: -1, tradesSequence: -1 };
    const grid = { tick: '0.5', lot: '0.001' };
    const quiet = { tradeCount: 0, state: 'open', auction: {} } as const;
    this.#head = { symbol, ...grid, position: 0, ...none, ...quiet };
  }

  state(): MarketState {
    return {
      head: this.#head,
      orders: { bids: this.#side('buy', -1), asks: this.#side('sell', 1) },
      trades: this.#trades.slice(-RECENT_TRADES_MAX),
      candles: this.#candles,
    };
  }

  /** @param orders that come, go or become less; @param trades that are made */
  change(orders = this.#random(6), trades = this.#random(3)): MarketChange {
    const { sequence: previous, position, tradeCount } = this.#head;
    const sequence = previous + 1 + this.#random(REVISIONS_MAX);
    const changes: OrderChanges = { removed: [], changed: [], added: [] };
    const before = [...this.#orders];
    for (let i = 0; i < orders; i++) this.#changeOrder(changes, before);
    const made = Array.from({ length: trades }, (_, i) => this.#trade(i + 1, position + 1 + i));
    this.#trades.push(...made);
    const candles = trades > 0 && { candles: this.#grow() };
    this.#head = {
      ...this.#head,
      sequence,
      position: position + 1 + trades + this.#random(10),
      ...(orders > 0 && { bookSequence: sequence, ordersSequence: sequence }),
      ...(trades > 0 && { tradesSequence: sequence }),
      tradeCount: tradeCount + trades,
      ...this.#mood(),
    };
    return { head: this.#head, previous, orders: changes, trades: made, ...candles };
  }

  /** @param before orders that nothing has happened to in this input */
  #changeOrder({ removed, changed, added }: OrderChanges, before: Order[]): void {
    const what = this.#random(4);
    const [order] = what < 2 ? [] : before.splice(this.#random(before.length + 1), 1);
    if (order === undefined) {
      added.push(this.#add(this.#random(2) === 0 ? 'buy' : 'sell', 1 + this.#random(60)));
    } else if (what === 2) {
      order.quantity = `${1 + this.#random(100)}.25`;
      changed.push([order.number, order.quantity]);
    } else {
      this.#orders = this.#orders.filter((other) => other !== order);
      removed.push(order.number);
      // Some only lose their place.
      if (this.#random(2) === 0) added.push(this.#add(order.side, order.halves, order.number));
    }
  }

  #add(
    side: 'buy' | 'sell',
    halves: number,
    number = ++this.#lastNumber,
  ): OrderChanges['added'][number] {
    const order = { number, side, halves, quantity: `${1 + this.#random(100)}.125` };
    this.#orders.push(order);
    return [number, side, String(halves / 2), order.quantity];
  }

  /** @param sign 1 where the lowest price is the best */
  #side(side: 'buy' | 'sell', sign: number): BookOrder[] {
    return this.#orders
      .filter((order) => order.side === side)
      .sort((a, b) => sign * (a.halves - b.halves))
      .map(({ number, halves, quantity }) => [number, String(halves / 2), quantity]);
  }

  #trade(number: number, position: number): RecentTrade {
    const takerSide = this.#random(2) === 0 ? 'buy' : 'sell';
    const trade = {
      tradeNumber: this.#head.tradeCount + number,
      price: String(this.#random(4_000) / 2),
      quantity: '0.5',
      takerSide,
      at: '2026-11-22T09:00:00.000Z',
    } as const;
    return { trade: this.#random(5) === 0 ? { ...trade, auction: true } : trade, position };
  }

  /** Candles that follow from nothing: nobody reckons them here. */
  #grow(): CandleChanges {
    const grown = INTERVALS.map((interval): [CandleInterval, Candle[]] => {
      const last = this.#candles[interval];
      const price = String(this.#random(4_000) / 2);
      const next = {
        openedAt: new Date(this.#random(1_000_000) * 1_000).toISOString(),
        open: price,
        high: price,
        low: price,
        close: price,
        volume: `${this.#random(1_000)}.5`,
        notional: String(this.#random(1_000_000)),
        trades: 1 + this.#random(1_000),
        final: false,
      };
      const closes = last !== undefined && this.#random(2) === 0;
      return [interval, closes ? [{ ...last, final: true }, next] : [next]];
    });
    this.#candles = Object.fromEntries(grown.map(([interval, all]) => [interval, all.at(-1)]));
    return Object.fromEntries(grown) as unknown as CandleChanges;
  }

  #mood(): Pick<MarketHead, 'state' | 'auction'> {
    const auctionDueAt = '2026-11-22T09:05:00.000Z';
    const indicative = { price: '100.5', quantity: '3' };
    if (this.#random(4) > 0) return { state: 'open', auction: {} };
    return { state: 'auction', auction: { auctionDueAt, indicative } };
  }
}
