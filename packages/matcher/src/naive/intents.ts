import {
  type Instrument,
  lots,
  type OrderAccepted,
  type OrderCancelInput,
  type OrderPlacedInput,
  type OrderReplaceInput,
  type OrdersCancelInput,
  ticks,
  waitsForStop,
} from '@truetape/domain';
import { filledOf, idsOf, type NaiveOrder } from './order.ts';
import { firstLegOf, keepsPlace, moneyOf, placeRejection, replaceRejection } from './rejections.ts';
import type { NaiveState } from './state.ts';
import { follow, isReached, takeAndLook } from './stops.ts';

export function place(market: NaiveState, input: OrderPlacedInput): void {
  const { accountId, orderId, ownerGroup = accountId } = input;
  market.groups.set(accountId, ownerGroup);
  const first = firstLegOf(market, input);
  const code = placeRejection(market, input);
  if (code !== undefined) {
    market.outcomes.push({ type: 'OrderRejected', accountId, orderId, code });
    if (first !== undefined) market.cancel(first, 'one-cancels-other');
    return;
  }
  const order = orderOf(market, input);
  market.outcomes.push(acceptedOf(order, input));
  if (first !== undefined) {
    first.partner = order;
    order.partner = first;
  }
  if (order.waits) wait(market, order, input.reference);
  else enter(market, order);
}

function orderOf(market: NaiveState, input: OrderPlacedInput): NaiveOrder {
  const { terms, limit } = input;
  const quantity = lots(terms.quantity ?? 0);
  const money = terms.quoteQuantity;
  return {
    accountId: input.accountId,
    orderId: input.orderId,
    orderNumber: ++market.lastOrderNumber,
    side: terms.side,
    type: terms.type,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
    selfTradePrevention: terms.selfTradePrevention,
    makerRate: input.makerRate,
    takerRate: input.takerRate,
    displayQuantity: terms.displayQuantity,
    dueAt: input.dueAt,
    trailingOffset: terms.trailingOffset,
    price: limit,
    stopPrice: terms.stopPrice,
    mark: undefined,
    quantity,
    remaining: quantity,
    shown: 0,
    money: money === undefined ? undefined : moneyOf(market.instrument as Instrument, money),
    waits: waitsForStop(terms.type),
    isWhole: true,
    partner: undefined,
  };
}

const TOLD = [
  'price',
  'stopPrice',
  'trailingOffset',
  'quantity',
  'quoteQuantity',
  'displayQuantity',
] as const;

function acceptedOf(order: NaiveOrder, { terms, dueAt }: OrderPlacedInput): OrderAccepted {
  const there = TOLD.filter((field) => terms[field] !== undefined);
  return {
    type: 'OrderAccepted',
    ...idsOf(order),
    side: terms.side,
    orderType: terms.type,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
    ...Object.fromEntries(there.map((field) => [field, terms[field]])),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

function wait(market: NaiveState, order: NaiveOrder, reference: number | undefined): void {
  const { lastPrice } = market;
  if (reference !== undefined) follow(order, reference);
  if (lastPrice !== undefined) follow(order, lastPrice);
  market.live.push(order);
  const isOpen = market.state === 'open';
  if (isOpen && lastPrice !== undefined && isReached(order, lastPrice)) market.queue.push(order);
}

/** Trades in an open market; before that, orders only come to rest. */
function enter(market: NaiveState, order: NaiveOrder): void {
  if (market.state === 'open') takeAndLook(market, order);
  else market.comeToRest(order);
}

export function replace(market: NaiveState, input: OrderReplaceInput): void {
  const { accountId, orderId, price, quantity } = input;
  const order = market.find(accountId, orderId);
  const code = order === undefined ? 'ORDER_CLOSED' : replaceRejection(market, order, input);
  if (order === undefined || code !== undefined) {
    const type = 'OrderReplaceRejected';
    market.outcomes.push({ type, accountId, orderId, code: code ?? 'ORDER_CLOSED' });
    return;
  }
  const priorityKept = keepsPlace(order, input);
  order.remaining = lots(quantity - filledOf(order));
  order.quantity = quantity;
  order.price = ticks(price);
  order.shown = Math.min(order.shown, order.remaining);
  const { remaining } = order;
  const ids = idsOf(order);
  const terms = { price, quantity, remaining, priorityKept };
  market.outcomes.push({ type: 'OrderReplaced', ...ids, ...terms });
  if (priorityKept) return;
  market.remove(order);
  enter(market, order);
}

export function cancel(market: NaiveState, { accountId, orderId }: OrderCancelInput): void {
  const order = market.find(accountId, orderId);
  if (order !== undefined) {
    market.cancel(order, 'requested');
    return;
  }
  const type = 'OrderCancelRejected';
  market.outcomes.push({ type, accountId, orderId, code: 'ORDER_CLOSED' });
}

export function cancelAll(market: NaiveState, input: OrdersCancelInput): void {
  const { accountId, symbol = market.symbol } = input;
  if (symbol !== market.symbol) return;
  const ofAll = [...market.live].sort((a, b) => a.orderNumber - b.orderNumber);
  const those =
    accountId === undefined ? ofAll : market.live.filter((order) => order.accountId === accountId);
  for (const order of those) {
    if (market.live.includes(order)) market.cancel(order, 'mass-cancel');
  }
  market.outcomes.push({
    type: 'OrdersCancelApplied',
    ...(accountId === undefined ? {} : { accountId }),
    cancelled: those.length,
  });
}
