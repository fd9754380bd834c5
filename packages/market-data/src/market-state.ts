import type { Data, Ticker, Trade } from '@truetape/contracts';

/** `[price, quantity]` as the wire writes them; quantity `0` where a level is gone. */
export type WireLevel = [price: string, quantity: string];

/** Best first. */
export interface BookLevels {
  readonly bids: WireLevel[];
  readonly asks: WireLevel[];
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
  /** Of the last input that changed the book, and of the last with a trade. */
  readonly bookSequence: number;
  readonly tradesSequence: number;
  readonly tradeCount: number;
  readonly state: Data<'MarketStateChanged'>['to'];
  readonly auction: Pick<Ticker, 'auctionDueAt' | 'indicative'>;
}

/** All that is shown of a market: a pure function of the log up to its head. */
export interface MarketState extends BookLevels {
  readonly head: MarketHead;
  /** The newest {@link RECENT_TRADES_MAX}, oldest first. */
  readonly trades: readonly RecentTrade[];
}

/** What one whole input changed: levels with their new quantity, and the trades it made. */
export interface MarketChange extends MarketState {
  /** The sequence of the head before it: whoever has another one has missed something. */
  readonly previous: number;
}
