import {
  lots,
  type MarketInput,
  type MarketRejection,
  type OrderAccepted,
  type OrderCancelInput,
  type OrderPlacedInput,
  type OrderReplaceInput,
  type OrdersCancelInput,
  type Outcome,
  PRICE_TICKS_MAX,
  type QuantityLots,
} from '@truetape/domain';
import type { Writable } from '@truetape/kernel';
import {
  type BookSide,
  bestLevel,
  crosses,
  hasRoom,
  type RestingOrder,
  reduce,
  rest,
  unrest,
} from './book.ts';
import { forget, type Market, remember } from './market.ts';

/**
 * Applies one input to a market and says what came of it, in order. Deterministic and synchronous; the input was
 * decided by `accounts`, yet is not trusted. Every order intent yields at least one outcome.
 */
export function apply(market: Market, input: MarketInput): readonly Outcome[] {
  switch (input.type) {
    case 'InstrumentListed':
      return list(market, input);
    case 'OrderPlaced':
      return place(market, input);
    case 'OrderCancelRequested':
      return cancel(market, input);
    case 'OrderReplaceRequested':
      return replace(market, input);
    case 'OrdersCancelRequested':
      return cancelAll(market, input);
  }
}

function list(
  market: Market,
  input: Extract<MarketInput, { type: 'InstrumentListed' }>,
): Outcome[] {
  market.instrument = input.instrument;
  if (market.state !== 'closed') return [];
  market.state = 'open';
  return [{ type: 'MarketStateChanged', from: 'closed', to: 'open' }];
}

function place(market: Market, input: OrderPlacedInput): Outcome[] {
  const { accountId, orderId, terms, limit } = input;
  const code = placeRejection(market, input);
  if (code !== undefined) return [{ type: 'OrderRejected', accountId, orderId, code }];

  const order: RestingOrder = {
    orderId,
    orderNumber: ++market.lastOrderNumber,
    accountId,
    side: terms.side,
    makerRate: input.makerRate,
    takerRate: input.takerRate,
    price: limit,
    quantity: terms.quantity,
    remaining: terms.quantity,
    level: undefined,
    older: undefined,
    newer: undefined,
  };
  const outcomes: Outcome[] = [accepted(order, input)];
  if (terms.timeInForce === 'FOK' && !canFill(market, order)) {
    outcomes.push(cancelled(order, 'fill-or-kill'));
    return outcomes;
  }
  match(market, order, outcomes);
  if (order.remaining === 0) return outcomes;
  if (terms.timeInForce === 'GTC' && terms.type === 'limit') {
    rest(sideOf(market, order), order);
    remember(market, order);
  } else {
    outcomes.push(cancelled(order, 'immediate-or-cancel'));
  }
  return outcomes;
}

/** The rules of placing, in the order in which they are asked. */
function placeRejection(market: Market, input: OrderPlacedInput): MarketRejection | undefined {
  const { terms, limit } = input;
  const { instrument } = market;
  if (instrument === undefined || market.state !== 'open') return 'MARKET_CLOSED';
  const bounds = priceRejection(limit) ?? quantityRejection(market, terms.quantity);
  if (bounds !== undefined) return bounds;
  const own = terms.side === 'buy' ? market.bids : market.asks;
  if (terms.postOnly && wouldTake(market, terms.side, limit)) return 'ORDER_POST_ONLY_WOULD_TAKE';
  if (!hasRoom(own, limit, terms.quantity)) return 'MARKET_CAPACITY';
  return undefined;
}

function priceRejection(price: number): MarketRejection | undefined {
  const within = Number.isSafeInteger(price) && price >= 1 && price <= PRICE_TICKS_MAX;
  return within ? undefined : 'ORDER_PRICE_BOUNDS';
}

function quantityRejection(market: Market, quantity: number): MarketRejection | undefined {
  const { minQuantity = 1, maxQuantity = 0 } = market.instrument ?? {};
  if (!Number.isSafeInteger(quantity) || quantity < minQuantity) return 'ORDER_QUANTITY_TOO_SMALL';
  return quantity > maxQuantity ? 'ORDER_QUANTITY_TOO_LARGE' : undefined;
}

function cancel(market: Market, { accountId, orderId }: OrderCancelInput): Outcome[] {
  const order = ownOrder(market, accountId, orderId);
  if (order === undefined) {
    return [{ type: 'OrderCancelRejected', accountId, orderId, code: 'ORDER_CLOSED' }];
  }
  remove(market, order);
  return [cancelled(order, 'requested')];
}

function cancelAll(market: Market, { accountId, symbol }: OrdersCancelInput): Outcome[] {
  if (symbol !== undefined && symbol !== market.symbol) return [];
  const own = [...(market.byAccount.get(accountId)?.values() ?? [])];
  const outcomes = own.map((order): Outcome => {
    remove(market, order);
    return cancelled(order, 'mass-cancel');
  });
  return [...outcomes, { type: 'OrdersCancelApplied', accountId, cancelled: own.length }];
}

function replace(market: Market, input: OrderReplaceInput): Outcome[] {
  const { accountId, orderId, price, quantity } = input;
  const order = ownOrder(market, accountId, orderId);
  const code = replaceRejection(market, order, input);
  if (order === undefined || code !== undefined) {
    return [{ type: 'OrderReplaceRejected', accountId, orderId, code: code ?? 'ORDER_CLOSED' }];
  }
  const filled = order.quantity - order.remaining;
  const priorityKept = price === order.price && quantity <= order.quantity;
  if (priorityKept) {
    reduce(order, order.quantity - quantity);
    order.quantity = quantity;
    return [replaced(order, true)];
  }
  unrest(sideOf(market, order), order);
  order.price = price;
  order.quantity = quantity;
  order.remaining = lots(quantity - filled);
  const outcomes = [replaced(order, false)];
  match(market, order, outcomes);
  if (order.remaining > 0) {
    rest(sideOf(market, order), order);
    // It is young again, also where a mass cancel walks.
    forget(market, order);
    remember(market, order);
  } else {
    forget(market, order);
  }
  return outcomes;
}

/** The rules of replacing, in the order in which they are asked. */
function replaceRejection(
  market: Market,
  order: RestingOrder | undefined,
  { price, quantity }: OrderReplaceInput,
): MarketRejection | undefined {
  if (order === undefined) return 'ORDER_CLOSED';
  if (market.state !== 'open') return 'MARKET_CLOSED';
  const bounds = priceRejection(price) ?? quantityRejection(market, quantity);
  if (bounds !== undefined) return bounds;
  const filled = order.quantity - order.remaining;
  if (quantity <= filled) return 'ORDER_REPLACE_BELOW_FILLED';
  const moves = price !== order.price || quantity > order.quantity;
  if (moves && !hasRoom(sideOf(market, order), price, quantity - filled)) return 'MARKET_CAPACITY';
  return undefined;
}

/** Trades an order against the other side, best price first, oldest first, while its limit allows. */
function match(market: Market, taker: RestingOrder, outcomes: Outcome[]): void {
  const other = otherSide(market, taker);
  for (let level = bestLevel(other); level !== undefined; level = bestLevel(other)) {
    if (taker.remaining === 0 || !crosses(taker.side, taker.price, level.price)) return;
    const maker = level.oldest as RestingOrder;
    const quantity = Math.min(taker.remaining, maker.remaining) as QuantityLots;
    reduce(maker, quantity);
    reduce(taker, quantity);
    if (maker.remaining === 0) remove(market, maker);
    outcomes.push({
      type: 'TradeExecuted',
      tradeNumber: ++market.lastTradeNumber,
      price: maker.price,
      quantity,
      takerSide: taker.side,
      maker: sideOfTrade(maker, maker.makerRate),
      taker: sideOfTrade(taker, taker.takerRate),
    });
  }
}

/** Whether the other side holds the whole order within its limit. Stops as soon as it is enough. */
function canFill(market: Market, taker: RestingOrder): boolean {
  const other = otherSide(market, taker);
  let missing: number = taker.remaining;
  for (let i = other.prices.length - 1; i >= 0 && missing > 0; i--) {
    const price = other.prices[i] as number;
    if (!crosses(taker.side, taker.price, price)) break;
    missing -= other.levels.get(price)?.totalLots ?? 0;
  }
  return missing <= 0;
}

function wouldTake(market: Market, side: 'buy' | 'sell', limit: number): boolean {
  const best = bestLevel(side === 'buy' ? market.asks : market.bids);
  return best !== undefined && crosses(side, limit, best.price);
}

function ownOrder(market: Market, accountId: string, orderId: string): RestingOrder | undefined {
  const order = market.orders.get(orderId);
  return order?.accountId === accountId ? order : undefined;
}

function remove(market: Market, order: RestingOrder): void {
  unrest(sideOf(market, order), order);
  forget(market, order);
}

const sideOf = (market: Market, order: RestingOrder): BookSide =>
  order.side === 'buy' ? market.bids : market.asks;

const otherSide = (market: Market, order: RestingOrder): BookSide =>
  order.side === 'buy' ? market.asks : market.bids;

const idsOf = ({ accountId, orderId, orderNumber }: RestingOrder) => ({
  accountId,
  orderId,
  orderNumber,
});

function accepted(order: RestingOrder, { terms }: OrderPlacedInput): OrderAccepted {
  const accepted: Writable<OrderAccepted> = {
    type: 'OrderAccepted',
    accountId: order.accountId,
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    side: terms.side,
    orderType: terms.type,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
    quantity: terms.quantity,
  };
  if (terms.price !== undefined) accepted.price = terms.price;
  return accepted;
}

function cancelled(
  order: RestingOrder,
  reason: 'requested' | 'mass-cancel' | 'immediate-or-cancel' | 'fill-or-kill',
): Outcome {
  return { type: 'OrderCancelled', ...idsOf(order), quantity: order.remaining, reason };
}

function replaced(order: RestingOrder, priorityKept: boolean): Outcome {
  const { price, quantity, remaining } = order;
  return { type: 'OrderReplaced', ...idsOf(order), price, quantity, remaining, priorityKept };
}

function sideOfTrade(order: RestingOrder, rate: RestingOrder['makerRate']) {
  return { ...idsOf(order), rate, remaining: order.remaining };
}
