import type { Instrument, MarketState } from '@truetape/domain';
import { Accounts } from './accounts.ts';
import { BUY, Ladder, SELL } from './ladder.ts';
import { OrderIndex } from './order-index.ts';
import { ACCOUNT, Orders, REVISION, SIDE } from './orders.ts';
import { Tape } from './tape.ts';

/** The rules that this engine follows. Another set of outcomes for the same inputs is another ruleset. */
export const RULESET = 1;

/** Everything a market knows: a function of its inputs, in order. */
export class Market {
  readonly symbol: string;
  state: MarketState = 'closed';
  instrument: Instrument | undefined;
  lastOrderNumber = 0;
  lastTradeNumber = 0;
  readonly orders: Orders;
  readonly bids: Ladder;
  readonly asks: Ladder;
  readonly accounts: Accounts;
  /** Slots of the orders that are not at their end, by account and revision. */
  readonly live: OrderIndex;
  /** What came of the last input. */
  readonly tape = new Tape();

  /** @param capacity how many orders there is room for at once; there may always be more */
  constructor(symbol: string, capacity = 256) {
    this.symbol = symbol;
    this.orders = new Orders(capacity);
    this.bids = new Ladder(BUY, this.orders);
    this.asks = new Ladder(SELL, this.orders);
    this.accounts = new Accounts(this.orders);
    this.live = new OrderIndex(this.orders, capacity);
  }

  /** True when somebody would buy at a price at which somebody would sell. */
  get isCrossed(): boolean {
    const { bestPrice: bid } = this.bids;
    const { bestPrice: ask } = this.asks;
    return bid !== undefined && ask !== undefined && bid >= ask;
  }
}

export const emptyMarket = (symbol: string): Market => new Market(symbol);

/** The side on which an order rests. */
export function ownSide(market: Market, slot: number): Ladder {
  return market.orders.ints[(slot << 4) | SIDE] === BUY ? market.bids : market.asks;
}

/** The side with which it trades. */
export function otherSide(market: Market, slot: number): Ladder {
  return market.orders.ints[(slot << 4) | SIDE] === BUY ? market.asks : market.bids;
}

/** Puts an order into the book, behind all others at its price and of its account. */
export function enter(market: Market, slot: number): void {
  ownSide(market, slot).rest(slot);
  market.accounts.restingOf(market.orders.ints[(slot << 4) | ACCOUNT] as number).add(slot);
}

/** Takes an order out of the book; it may enter again. */
export function withdraw(market: Market, slot: number): void {
  ownSide(market, slot).unrest(slot);
  market.accounts.restingOf(market.orders.ints[(slot << 4) | ACCOUNT] as number).remove(slot);
}

/** The end of an order: its id may be used again. */
export function forget({ live, orders }: Market, slot: number): void {
  const account = orders.ints[(slot << 4) | ACCOUNT] as number;
  live.take(account, orders.numbers[(slot << 3) | REVISION] as number);
  orders.free(slot);
}
