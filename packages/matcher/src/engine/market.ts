import type { Instrument, MarketState } from '@truetape/domain';
import { type BookSide, emptySide, type RestingOrder } from './book.ts';

/** The rules that this engine follows. Another set of outcomes for the same inputs is another ruleset. */
export const RULESET = 1;

/** Everything a market knows: a function of its inputs, in order. */
export interface Market {
  readonly symbol: string;
  state: MarketState;
  instrument: Instrument | undefined;
  readonly bids: BookSide;
  readonly asks: BookSide;
  /** The orders that rest, by id. */
  readonly orders: Map<string, RestingOrder>;
  /** The same by account, in the order in which they came: what a mass cancel walks. */
  readonly byAccount: Map<string, Map<string, RestingOrder>>;
  lastOrderNumber: number;
  lastTradeNumber: number;
}

export function emptyMarket(symbol: string): Market {
  return {
    symbol,
    state: 'closed',
    instrument: undefined,
    bids: emptySide('buy'),
    asks: emptySide('sell'),
    orders: new Map(),
    byAccount: new Map(),
    lastOrderNumber: 0,
    lastTradeNumber: 0,
  };
}

export function remember(market: Market, order: RestingOrder): void {
  market.orders.set(order.orderId, order);
  let own = market.byAccount.get(order.accountId);
  if (own === undefined) {
    own = new Map();
    market.byAccount.set(order.accountId, own);
  }
  own.set(order.orderId, order);
}

export function forget(market: Market, order: RestingOrder): void {
  market.orders.delete(order.orderId);
  market.byAccount.get(order.accountId)?.delete(order.orderId);
}

/** The market as plain data, in one fixed order: equal inputs give equal pictures, to be digested by the caller. */
export function pictureOf(market: Market): object {
  return {
    asks: ordersOf(market.asks),
    bids: ordersOf(market.bids),
    lastOrderNumber: market.lastOrderNumber,
    lastTradeNumber: market.lastTradeNumber,
    ruleset: RULESET,
    state: market.state,
    symbol: market.symbol,
  };
}

/** Best price first, oldest first: `[orderNumber, price, quantity, remaining, orderId]`. */
function ordersOf(side: BookSide): unknown[] {
  const orders: unknown[] = [];
  for (const price of side.prices.toReversed()) {
    for (let order = side.levels.get(price)?.oldest; order !== undefined; order = order.newer) {
      const { orderNumber, quantity, remaining, orderId } = order;
      orders.push([orderNumber, price, quantity, remaining, orderId]);
    }
  }
  return orders;
}
