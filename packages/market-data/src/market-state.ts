import type { BookOrder, Candle, CandleInterval, Data, Ticker, Trade } from '@truetape/contracts';

/** `[price, quantity]` as the wire writes them; quantity `0` where a level is gone. */
export type WireLevel = [price: string, quantity: string];

/** Best first. */
export interface BookLevels {
  readonly bids: WireLevel[];
  readonly asks: WireLevel[];
}

/** What every order shows that stands: the best price first, at one price the oldest first. */
export interface BookOrders {
  readonly bids: BookOrder[];
  readonly asks: BookOrder[];
}

/**
 * What became of a book's orders, to be applied in this order. An order that is removed and added has lost its place; one that
 * came and went is nowhere.
 */
export interface OrderChanges {
  readonly removed: number[];
  /** The quantity is another one; the order stands where it stood. */
  readonly changed: [orderNumber: number, quantity: string][];
  /** Each behind all others at its price. */
  readonly added: [orderNumber: number, side: 'buy' | 'sell', price: string, quantity: string][];
}

/** A trade with the position of its event. */
export interface RecentTrade {
  readonly trade: Trade;
  readonly position: number;
}

/** The newest trades that are kept; older ones are in the read models. */
export const RECENT_TRADES_MAX = 1_000;

/** What can be said of a market in a few words, after a whole input. */
export interface MarketHead {
  readonly symbol: string;
  readonly tick: string;
  readonly lot: string;
  /** Revision of the last outcome of the last input; -1 before the first. */
  readonly sequence: number;
  /** Of that outcome in the log; of the listing before the first. */
  readonly position: number;
  /** Of the last input that changed the levels of the book, its orders, and of the last with a trade. */
  readonly bookSequence: number;
  readonly ordersSequence: number;
  readonly tradesSequence: number;
  readonly tradeCount: number;
  readonly state: Data<'MarketStateChanged'>['to'];
  readonly auction: Pick<Ticker, 'auctionDueAt' | 'indicative'>;
}

/** All that is shown of a market: a pure function of the log up to its head. */
export interface MarketState {
  readonly head: MarketHead;
  readonly orders: BookOrders;
  /** The newest {@link RECENT_TRADES_MAX}, oldest first. */
  readonly trades: readonly RecentTrade[];
  /** The newest of each interval; none before the first trade. */
  readonly candles: Partial<Readonly<Record<CandleInterval, Candle>>>;
}

/** What one whole input changed. */
export interface MarketChange {
  readonly head: MarketHead;
  /** The sequence of the head before it: whoever has another one has missed something. */
  readonly previous: number;
  readonly orders: OrderChanges;
  /** Those it made. */
  readonly trades: readonly RecentTrade[];
  /** Of each interval those that its trades closed and the one that they made; absent without a trade. */
  readonly candles?: CandleChanges;
}

/** Oldest first; only the last one may still grow. */
export type CandleChanges = Readonly<Record<CandleInterval, readonly Candle[]>>;
