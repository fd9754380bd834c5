import { gridOf } from '@truetape/codec';
import type { Data, Ticker, Trade, Book as WireBook } from '@truetape/contracts';
import { assert, type RecordedEvent, type Writable } from '@truetape/kernel';
import { Book, type BookLevels } from './book.ts';

/** What one whole input changed in a market. Absent channels did not change. */
export interface MarketDelta {
  readonly symbol: string;
  /** Revision of the last outcome of the input. */
  readonly sequence: number;
  readonly book?: BookLevels & { readonly previous: number };
  readonly trades?: { readonly trades: readonly Trade[]; readonly previous: number };
}

/** A trade with the position of its event. */
export interface RecentTrade {
  readonly trade: Trade;
  readonly position: number;
}

/** The newest trades that are kept; older ones are in the read models. */
export const RECENT_TRADES_MAX = 1_000;

/** The public side of one market: its book, its newest trades and its ticker, after whole inputs. */
export class Market {
  readonly symbol: string;
  readonly #book: Book;
  readonly #trades: RecentTrade[] = [];
  #tradeCount = 0;
  #state: Data<'MarketStateChanged'>['to'] = 'closed';
  #auction: Pick<Ticker, 'auctionDueAt' | 'indicative'> = {};
  /** Of the last input, and of the last input that changed each channel. */
  #sequence = -1;
  #bookSequence = -1;
  #tradesSequence = -1;

  constructor({ symbol, tick, lot }: Data<'InstrumentListed'>) {
    this.symbol = symbol;
    this.#book = new Book(gridOf(tick, lot));
  }

  get bookSequence(): number {
    return this.#bookSequence;
  }

  get tradesSequence(): number {
    return this.#tradesSequence;
  }

  /**
   * Applies all outcomes of one input.
   *
   * @throws InvariantError for outcomes that contradict what came before
   */
  apply(input: readonly RecordedEvent[]): MarketDelta {
    const trades: Trade[] = [];
    for (const event of input) {
      const trade = this.#applyOne(event);
      if (trade !== undefined) trades.push(trade);
    }
    const last = input.at(-1);
    assert(last !== undefined, 'an input has at least one outcome');
    const sequence = last.revision;
    this.#sequence = sequence;
    this.#book.rest();
    const { bids, asks } = this.#book.takeChanges();
    const bookChanged = bids.length > 0 || asks.length > 0;
    const delta: Writable<MarketDelta> = { symbol: this.symbol, sequence };
    if (bookChanged) delta.book = { bids, asks, previous: this.#bookSequence };
    if (trades.length > 0) delta.trades = { trades, previous: this.#tradesSequence };
    if (bookChanged) this.#bookSequence = sequence;
    if (trades.length > 0) this.#tradesSequence = sequence;
    return delta;
  }

  levels(depth: number): BookLevels {
    return this.#book.top(depth);
  }

  book(depth: number, position: number): WireBook {
    return {
      symbol: this.symbol,
      sequence: this.#bookSequence,
      ...this.#book.top(depth),
      position,
    };
  }

  /** Orders of each level, oldest first. */
  orders(side: 'buy' | 'sell') {
    return this.#book.orders(side);
  }

  /** Oldest first. */
  get recentTrades(): readonly RecentTrade[] {
    return this.#trades;
  }

  get tradeCount(): number {
    return this.#tradeCount;
  }

  ticker(position: number): Ticker {
    const { bids, asks } = this.#book.top(1);
    return {
      symbol: this.symbol,
      sequence: this.#sequence,
      state: this.#state,
      bid: bids[0]?.[0] ?? null,
      ask: asks[0]?.[0] ?? null,
      last: this.#trades.at(-1)?.trade.price ?? null,
      trades: this.#tradeCount,
      ...this.#auction,
      position,
    };
  }

  #applyOne({ type, data, position }: RecordedEvent): Trade | undefined {
    switch (type) {
      case 'MarketStateChanged':
        this.#changed(data as Data<'MarketStateChanged'>);
        return undefined;
      case 'AuctionIndicated':
        this.#indicated(data as Data<'AuctionIndicated'>);
        return undefined;
      case 'OrderAccepted':
        this.#book.accepted(data as Data<'OrderAccepted'>);
        return undefined;
      case 'StopTriggered':
        this.#book.triggered(data as Data<'StopTriggered'>);
        return undefined;
      case 'TradeExecuted':
        this.#book.traded(data as Data<'TradeExecuted'>);
        return this.#remember(data as Data<'TradeExecuted'>, position);
      case 'TradePrevented':
        this.#book.prevented(data as Data<'TradePrevented'>);
        return undefined;
      case 'OrderRefreshed':
        this.#book.refreshed(data as Data<'OrderRefreshed'>);
        return undefined;
      case 'OrderCancelled':
      case 'OrderExpired':
        this.#book.gone(data as Data<'OrderCancelled' | 'OrderExpired'>);
        return undefined;
      case 'OrderReplaced':
        this.#book.replaced(data as Data<'OrderReplaced'>);
        return undefined;
      default:
        return undefined;
    }
  }

  /** Until the first indication nobody would trade in an auction. */
  #changed({ to, dueAt }: Data<'MarketStateChanged'>): void {
    this.#state = to;
    this.#auction =
      to === 'auction' && dueAt !== undefined
        ? { auctionDueAt: dueAt, indicative: { quantity: '0' } }
        : {};
  }

  #indicated({ price, quantity }: Data<'AuctionIndicated'>): void {
    const indicative = price === undefined ? { quantity } : { price, quantity };
    this.#auction = { ...this.#auction, indicative };
  }

  #remember(data: Data<'TradeExecuted'>, position: number): Trade {
    const { tradeNumber, price, quantity, takerSide, auction, at } = data;
    const trade: Writable<Trade> = { tradeNumber, price, quantity, takerSide, at };
    if (auction) trade.auction = true;
    this.#tradeCount += 1;
    this.#trades.push({ trade, position });
    // Cut rarely, so that it costs nothing on average.
    if (this.#trades.length >= 2 * RECENT_TRADES_MAX) {
      this.#trades.splice(0, this.#trades.length - RECENT_TRADES_MAX);
    }
    return trade;
  }
}
