import type { Instrument, MarketState } from '@truetape/domain';
import { Accounts } from './accounts.ts';
import type { Band } from './band.ts';
import { Dues } from './dues.ts';
import { Extras } from './extras.ts';
import { BUY, Ladder, SELL } from './ladder.ts';
import { OrderIndex } from './order-index.ts';
import { Orders } from './orders.ts';
import { Tape } from './tape.ts';

/** An auction that is going on. */
export interface Auction {
  readonly dueAt: number;
  /** What the market is after it. */
  readonly next: 'open' | 'closed';
  /** Of the last order before it. */
  readonly since: number;
  /** What was told last. */
  told: Indication;
}

/** What an auction would do if it ended now. */
export interface Indication {
  /** 0 when nobody would trade. */
  readonly price: number;
  readonly lots: number;
  /** Left over at that price: on the buy side when above zero, on the sell side below. */
  readonly surplus: number;
}

/** Which kill switches are on. */
export interface Killed {
  /** Its own. */
  market: boolean;
  /** That of the venue, which is one of every market. */
  venue: boolean;
}

/** Everything a market knows: a function of its inputs, in order. */
export class Market {
  readonly symbol: string;
  state: MarketState = 'closed';
  readonly killed: Killed = { market: false, venue: false };
  ruleset = 1;
  instrument: Instrument | undefined;
  /** What the clock said last. */
  time = 0;
  lastOrderNumber = 0;
  lastTradeNumber = 0;
  /** Of the last trade; 0 before the first. */
  lastPrice = 0;
  /** Of the first trade of the taker that traded last. */
  firstPrice = 0;
  readonly orders: Orders;
  readonly extras = new Extras();
  readonly bids: Ladder;
  readonly asks: Ladder;
  /** Buys that wait for a price to rise, by their stops, the lowest first. What stands at one stop is not counted. */
  readonly rising: Ladder;
  /** Sells that wait for a price to fall, the highest first. */
  readonly falling: Ladder;
  /** Those of them whose stops follow the market. */
  readonly trailing = new Set<number>();
  /** Those whose stops are reached, in the order of their turns. Empty between inputs. */
  readonly reached: number[] = [];
  readonly dues: Dues;
  readonly accounts: Accounts;
  /** Slots of the orders that are not at their end, by account and revision. */
  readonly live: OrderIndex;
  band: Band | undefined;
  /** The one that is going on. */
  auction: Auction | undefined;
  /** What came of the last input. */
  readonly tape = new Tape();

  /** @param capacity how many orders there is room for at once; there may always be more */
  constructor(symbol: string, capacity = 256) {
    this.symbol = symbol;
    this.orders = new Orders(capacity);
    this.bids = new Ladder(BUY, this.orders);
    this.asks = new Ladder(SELL, this.orders);
    this.rising = new Ladder(SELL, this.orders);
    this.falling = new Ladder(BUY, this.orders);
    this.dues = new Dues(this.orders, this.extras);
    this.accounts = new Accounts(this.orders);
    this.live = new OrderIndex(this.orders, capacity);
  }

  /** True when somebody would buy at a price at which somebody would sell. */
  get isCrossed(): boolean {
    return this.bids.top >= this.asks.top;
  }
}

export const emptyMarket = (symbol: string): Market => new Market(symbol);

/** The side on which an order of this side rests. */
export const ownSide = (market: Market, side: number): Ladder =>
  side === BUY ? market.bids : market.asks;

/** The side with which it trades. */
export const otherSide = (market: Market, side: number): Ladder =>
  side === BUY ? market.asks : market.bids;
