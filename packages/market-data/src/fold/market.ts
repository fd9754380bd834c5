import { gridOf } from '@truetape/codec';
import type { Data, Trade } from '@truetape/contracts';
import { assert, type RecordedEvent, type Writable } from '@truetape/kernel';
import {
  type MarketChange,
  type MarketHead,
  type MarketState,
  RECENT_TRADES_MAX,
  type RecentTrade,
} from '../market-state.ts';
import { Book } from './book.ts';

/** The public side of one market: its book, its newest trades and its state, after whole inputs. */
export class Market {
  readonly #book: Book;
  readonly #trades: RecentTrade[] = [];
  #head: MarketHead;

  /** @param position of the listing in the log */
  constructor({ symbol, tick, lot }: Data<'InstrumentListed'>, position: number) {
    this.#book = new Book(gridOf(tick, lot));
    this.#head = {
      symbol,
      tick,
      lot,
      sequence: -1,
      position,
      bookSequence: -1,
      tradesSequence: -1,
      tradeCount: 0,
      state: 'closed',
      auction: {},
    };
  }

  get head(): MarketHead {
    return this.#head;
  }

  state(): MarketState {
    return {
      head: this.#head,
      ...this.#book.top(Number.POSITIVE_INFINITY),
      trades: this.#trades.slice(-RECENT_TRADES_MAX),
    };
  }

  /** Orders of each level, oldest first. */
  orders(side: 'buy' | 'sell') {
    return this.#book.orders(side);
  }

  /**
   * Applies all outcomes of one input.
   *
   * @throws InvariantError for outcomes that contradict what came before
   */
  apply(input: readonly RecordedEvent[]): MarketChange {
    const last = input.at(-1);
    assert(last !== undefined, 'an input has at least one outcome');
    const before = this.#head;
    const head: Writable<MarketHead> = { ...before };
    const trades: RecentTrade[] = [];
    for (const event of input) {
      const trade = this.#applyOne(event, head);
      if (trade !== undefined) trades.push({ trade, position: event.position });
    }
    this.#book.rest();
    const { bids, asks } = this.#book.takeChanges();
    const sequence = last.revision;
    head.sequence = sequence;
    head.position = last.position;
    if (bids.length > 0 || asks.length > 0) head.bookSequence = sequence;
    if (trades.length > 0) head.tradesSequence = sequence;
    head.tradeCount += trades.length;
    this.#head = head;
    this.#remember(trades);
    return { head, previous: before.sequence, bids, asks, trades };
  }

  #applyOne({ type, data }: RecordedEvent, head: Writable<MarketHead>): Trade | undefined {
    switch (type) {
      case 'MarketStateChanged':
        changed(head, data as Data<'MarketStateChanged'>);
        return undefined;
      case 'AuctionIndicated':
        indicated(head, data as Data<'AuctionIndicated'>);
        return undefined;
      case 'OrderAccepted':
        this.#book.accepted(data as Data<'OrderAccepted'>);
        return undefined;
      case 'StopTriggered':
        this.#book.triggered(data as Data<'StopTriggered'>);
        return undefined;
      case 'TradeExecuted':
        this.#book.traded(data as Data<'TradeExecuted'>);
        return tradeOf(data as Data<'TradeExecuted'>);
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

  #remember(trades: readonly RecentTrade[]): void {
    for (const trade of trades) this.#trades.push(trade);
    // Cut rarely, so that it costs nothing on average.
    if (this.#trades.length >= 2 * RECENT_TRADES_MAX) {
      this.#trades.splice(0, this.#trades.length - RECENT_TRADES_MAX);
    }
  }
}

/** Until the first indication nobody would trade in an auction. */
function changed(head: Writable<MarketHead>, { to, dueAt }: Data<'MarketStateChanged'>): void {
  head.state = to;
  head.auction =
    to === 'auction' && dueAt !== undefined
      ? { auctionDueAt: dueAt, indicative: { quantity: '0' } }
      : {};
}

function indicated(
  head: Writable<MarketHead>,
  { price, quantity }: Data<'AuctionIndicated'>,
): void {
  const indicative = price === undefined ? { quantity } : { price, quantity };
  head.auction = { ...head.auction, indicative };
}

function tradeOf(data: Data<'TradeExecuted'>): Trade {
  const { tradeNumber, price, quantity, takerSide, auction, at } = data;
  const trade: Writable<Trade> = { tradeNumber, price, quantity, takerSide, at };
  if (auction) trade.auction = true;
  return trade;
}
