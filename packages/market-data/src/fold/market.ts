import { listedMarketOf } from '@truetape/codec';
import type { Data, Trade } from '@truetape/contracts';
import { assert, type RecordedEvent, type Writable } from '@truetape/kernel';
import type { MarketChange, MarketHead, MarketState, RecentTrade } from '../market-state.ts';
import { type MarketDelta, MarketView } from '../market-view.ts';
import { Book } from './book.ts';
import { Candles } from './candles.ts';

/** The public side of one market, made of the outcomes of its matcher, whole inputs at a time. */
export class Market {
  /** What comes of it. */
  readonly view: MarketView;
  readonly #book: Book;
  readonly #candles: Candles;

  constructor(listed: RecordedEvent) {
    const data = listed.data as Data<'InstrumentListed'>;
    const { symbol, tick, lot } = data;
    const market = listedMarketOf(data, listed.revision);
    this.#book = new Book(market.grid);
    this.#candles = new Candles(market);
    this.view = new MarketView({
      head: {
        symbol,
        tick,
        lot,
        sequence: -1,
        position: listed.position,
        bookSequence: -1,
        ordersSequence: -1,
        tradesSequence: -1,
        tradeCount: 0,
        state: 'closed',
        auction: {},
      },
      orders: { bids: [], asks: [] },
      trades: [],
      candles: {},
    });
  }

  get head(): MarketHead {
    return this.view.head;
  }

  state(): MarketState {
    return this.view.state();
  }

  /**
   * Applies all outcomes of one input.
   *
   * @throws InvariantError for outcomes that contradict what came before
   */
  apply(input: readonly RecordedEvent[]): {
    readonly change: MarketChange;
    readonly delta: MarketDelta;
  } {
    const last = input.at(-1);
    assert(last !== undefined, 'an input has at least one outcome');
    const before = this.head;
    const head: Writable<MarketHead> = { ...before };
    const trades: RecentTrade[] = [];
    for (const event of input) {
      const trade = this.#applyOne(event, head);
      if (trade !== undefined) trades.push({ trade, position: event.position });
    }
    const { movesLevels, ...orders } = this.#book.takeChanges();
    const { removed, changed, added } = orders;
    const sequence = last.revision;
    head.sequence = sequence;
    head.position = last.position;
    if (movesLevels) head.bookSequence = sequence;
    if (removed.length + changed.length + added.length > 0) head.ordersSequence = sequence;
    if (trades.length > 0) head.tradesSequence = sequence;
    head.tradeCount += trades.length;
    const candles = this.#candles.takeChanges();
    const change = {
      head,
      previous: before.sequence,
      orders,
      trades,
      ...(candles !== undefined && { candles }),
    };
    return { change, delta: this.view.apply(change) };
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
        return this.#traded(data as Data<'TradeExecuted'>);
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

  #traded(data: Data<'TradeExecuted'>): Trade {
    this.#book.traded(data);
    this.#candles.add(data);
    const { tradeNumber, price, quantity, takerSide, auction, at } = data;
    const trade: Writable<Trade> = { tradeNumber, price, quantity, takerSide, at };
    if (auction) trade.auction = true;
    return trade;
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
