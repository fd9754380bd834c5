import { gridOf } from '@truetape/codec';
import type { Candle, CandleInterval, Ticker, Trade, Book as WireBook } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { BookSide, TouchedLevel, TouchedLevels } from './book-side.ts';
import {
  type BookLevels,
  type BookOrders,
  type CandleChanges,
  type MarketChange,
  type MarketHead,
  type MarketState,
  type OrderChanges,
  RECENT_TRADES_MAX,
  type RecentTrade,
  type WireLevel,
} from './market-state.ts';
import { ShownBook } from './shown-book.ts';

/**
 * What one whole input changed, channel by channel. Absent channels did not change; `previous` is the sequence of the input
 * that changed the channel before.
 */
export interface MarketDelta {
  readonly symbol: string;
  /** Revision of the last outcome of the input. */
  readonly sequence: number;
  /** Levels with their new quantity. */
  readonly book?: BookLevels & { readonly previous: number; readonly touched: TouchedLevels };
  readonly orders?: OrderChanges & { readonly previous: number };
  readonly trades?: { readonly trades: readonly Trade[]; readonly previous: number };
  readonly candles?: { readonly of: CandleChanges; readonly previous: number };
}

/** One market as readers see it: a state, and every change since. */
export class MarketView {
  readonly #book: ShownBook;
  readonly #trades: RecentTrade[];
  #candles: MarketState['candles'];
  #head: MarketHead;
  #position: number;

  constructor({ head, orders, trades, candles }: MarketState) {
    this.#book = new ShownBook(gridOf(head.tick, head.lot), orders);
    this.#head = head;
    this.#position = head.position;
    this.#trades = [...trades];
    this.#candles = candles;
  }

  /** @param change the one after this head */
  apply({ head, previous, orders, trades, candles }: MarketChange): MarketDelta {
    const before = this.#head;
    assert(previous === before.sequence, 'a change follows the head that it was made of');
    this.#head = head;
    this.#position = Math.max(this.#position, head.position);
    const touched = this.#book.apply(orders);
    this.#remember(trades);
    if (candles !== undefined) this.#candles = newestOf(candles);
    const { symbol, sequence } = head;
    const isTraded = head.tradesSequence === sequence;
    return {
      symbol,
      sequence,
      ...(head.bookSequence === sequence && {
        book: {
          bids: touched.bids.map(levelOf),
          asks: touched.asks.map(levelOf),
          previous: before.bookSequence,
          touched,
        },
      }),
      ...(head.ordersSequence === sequence && {
        orders: { ...orders, previous: before.ordersSequence },
      }),
      ...(isTraded && {
        trades: { trades: trades.map(({ trade }) => trade), previous: before.tradesSequence },
      }),
      ...(candles !== undefined && {
        candles: { of: candles, previous: before.tradesSequence },
      }),
    };
  }

  /** Nothing happened in this market up to there. */
  reflects(position: number): void {
    this.#position = Math.max(this.#position, position);
  }

  get head(): MarketHead {
    return this.#head;
  }

  /** All that happened in this market up to here is shown. */
  get position(): number {
    return this.#position;
  }

  /** Oldest first. */
  get recentTrades(): readonly RecentTrade[] {
    return this.#trades;
  }

  /** Every level of the book. */
  get sides(): { readonly bids: BookSide; readonly asks: BookSide } {
    return this.#book;
  }

  levels(depth: number): BookLevels {
    return this.#book.levels(depth);
  }

  orders(): BookOrders {
    return this.#book.orders();
  }

  /** Those that are known here, oldest first: the newest one, and none before the first trade. */
  candles(interval: CandleInterval): Candle[] {
    const newest = this.#candles[interval];
    return newest === undefined ? [] : [newest];
  }

  book(depth: number): WireBook {
    const { symbol, bookSequence } = this.#head;
    return { symbol, sequence: bookSequence, ...this.levels(depth), position: this.#position };
  }

  ticker(): Ticker {
    const { symbol, sequence, state, tradeCount, auction } = this.#head;
    const { bids, asks } = this.levels(1);
    return {
      symbol,
      sequence,
      state,
      bid: bids[0]?.[0] ?? null,
      ask: asks[0]?.[0] ?? null,
      last: this.#trades.at(-1)?.trade.price ?? null,
      trades: tradeCount,
      ...auction,
      position: this.#position,
    };
  }

  state(): MarketState {
    return {
      head: this.#head,
      orders: this.orders(),
      trades: this.#trades.slice(-RECENT_TRADES_MAX),
      candles: this.#candles,
    };
  }

  #remember(trades: readonly RecentTrade[]): void {
    for (const trade of trades) this.#trades.push(trade);
    // Cut rarely, so that it costs nothing on average.
    if (this.#trades.length >= 2 * RECENT_TRADES_MAX) {
      this.#trades.splice(0, this.#trades.length - RECENT_TRADES_MAX);
    }
  }
}

const levelOf = ({ now }: TouchedLevel): WireLevel => now;

function newestOf(candles: CandleChanges): MarketState['candles'] {
  return Object.fromEntries(
    Object.entries(candles).map(([interval, changed]) => [interval, changed.at(-1)]),
  );
}
