import { gridOf } from '@truetape/codec';
import type { Ticker, Trade, Book as WireBook } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import {
  type BookLevels,
  type MarketChange,
  type MarketHead,
  type MarketState,
  RECENT_TRADES_MAX,
  type RecentTrade,
} from './market-state.ts';
import { type TouchedLevels, ViewSide } from './view-side.ts';

/** What one whole input changed, channel by channel. Absent channels did not change. */
export interface MarketDelta {
  readonly symbol: string;
  /** Revision of the last outcome of the input. */
  readonly sequence: number;
  readonly book?: BookLevels & { readonly previous: number; readonly touched: TouchedLevels };
  readonly trades?: { readonly trades: readonly Trade[]; readonly previous: number };
}

/** One market as readers see it: a state, and every change since. */
export class MarketView {
  readonly #ticksOf: (price: string) => number;
  /** Every level of the book. */
  readonly sides = { bids: new ViewSide('buy'), asks: new ViewSide('sell') };
  readonly #trades: RecentTrade[];
  #head: MarketHead;
  #position: number;

  constructor({ head, bids, asks, trades }: MarketState) {
    const grid = gridOf(head.tick, head.lot);
    this.#ticksOf = (price) => onGrid(grid.parsePrice(price));
    this.#head = head;
    this.#position = head.position;
    this.#trades = [...trades];
    this.#set({ bids, asks });
  }

  /** @param change the one after this head */
  apply({ head, previous, bids, asks, trades }: MarketChange): MarketDelta {
    const before = this.#head;
    assert(previous === before.sequence, 'a change follows the head that it was made of');
    this.#head = head;
    this.#position = Math.max(this.#position, head.position);
    const touched = this.#set({ bids, asks });
    this.#remember(trades);
    const { symbol, sequence } = head;
    return {
      symbol,
      sequence,
      ...(head.bookSequence === sequence && {
        book: { bids: [...bids], asks: [...asks], previous: before.bookSequence, touched },
      }),
      ...(head.tradesSequence === sequence && {
        trades: { trades: trades.map(({ trade }) => trade), previous: before.tradesSequence },
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

  levels(depth: number): BookLevels {
    return { bids: this.sides.bids.levels(depth), asks: this.sides.asks.levels(depth) };
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
      ...this.levels(Number.POSITIVE_INFINITY),
      trades: this.#trades.slice(-RECENT_TRADES_MAX),
    };
  }

  #set({ bids, asks }: BookLevels): TouchedLevels {
    return {
      bids: bids.map((level) => this.sides.bids.set(this.#ticksOf(level[0]), level)),
      asks: asks.map((level) => this.sides.asks.set(this.#ticksOf(level[0]), level)),
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

function onGrid(ticks: number | 'OFF_GRID'): number {
  assert(ticks !== 'OFF_GRID', 'what a market says is on its grid');
  return ticks;
}
