import { assert } from '@truetape/kernel';
import { addVolume } from '../fees/volume.ts';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import { type Order, pairOrders, remainingOf, transition, unpair } from '../order/order.ts';
import { applyFill } from '../position/position.ts';
import { count } from '../risk/open-interest.ts';
import {
  addLots,
  baseAmount,
  feeAccrual,
  notional,
  subtractLots,
  subtractMinor,
} from '../value/arithmetic.ts';
import { dayOf } from '../value/day.ts';
import { type Asset, type Minor, minor, NOTHING, type QuantityLots } from '../value/units.ts';
import type {
  OrderCancelRequested,
  OrderClosed,
  OrderPlaced,
  OrderReplaceRequested,
  OrderReplaceSettled,
  OrdersCancelRequested,
  PreventionLeg,
  TradeLeg,
  TradePreventionSettled,
  TradeSettled,
} from './event.ts';
import { credit } from './evolve-money.ts';
import { rememberKey } from './memory.ts';
import { noteLikeness, noteMessage } from './notes.ts';
import { orderFrom } from './order-from.ts';
import { type Account, type Balance, balanceOf, holdingOf, volumesOf } from './state.ts';

export function place(state: Account, event: OrderPlaced): void {
  const order = orderFrom(event, state.accountId, state.revision);
  state.orders.set(order.orderId, order);
  state.clientOrderIds.set(order.clientOrderId, order.orderId);
  const partner = order.partnerId === undefined ? undefined : state.orders.get(order.partnerId);
  if (partner !== undefined) pairOrders(partner, order);
  rehold(state, order);
  assert(order.hold === event.hold, 'an order records the hold that it then has');
  noteMessage(state);
  noteLikeness(state, event.terms);
}

export function requestCancel(state: Account, event: OrderCancelRequested): void {
  const { revision } = state;
  noteMessage(state);
  rememberKey(state, event, { revision, type: 'CancelOrder', content: [event.orderId] });
}

export function requestReplace(state: Account, event: OrderReplaceRequested): void {
  const { revision } = state;
  const { orderId, price, quantity } = event;
  const order = openOrder(state, orderId);
  order.pending = [...order.pending, { requestRevision: revision, price, quantity }];
  rehold(state, order);
  assert(order.hold === event.hold, 'a replace records the hold that its order then has');
  noteMessage(state);
  const content = [orderId, price, quantity];
  rememberKey(state, event, { revision, type: 'ReplaceOrder', content });
}

export function requestCancels(state: Account, event: OrdersCancelRequested): void {
  const { revision } = state;
  noteMessage(state);
  rememberKey(state, event, { revision, type: 'CancelOrders', content: [event.symbol] });
}

export function settleTrade(state: Account, event: TradeSettled): void {
  for (const leg of event.legs) settleLeg(state, event, leg);
  state.settled.set(event.symbol, event.marketRevision);
}

export function settlePrevention(state: Account, event: TradePreventionSettled): void {
  for (const leg of event.legs) preventLeg(state, event, leg);
  state.settled.set(event.symbol, event.marketRevision);
}

export function closeOrder(state: Account, event: OrderClosed): void {
  const order = openOrder(state, event.orderId);
  order.reason = event.reason;
  close(state, order, event.status);
  state.settled.set(event.symbol, event.marketRevision);
}

export function settleReplace(state: Account, event: OrderReplaceSettled): void {
  const order = openOrder(state, event.orderId);
  order.pending = order.pending.filter((p) => p.requestRevision !== event.requestRevision);
  if (event.replaced) {
    order.limit = event.price;
    order.quantity = event.quantity;
  }
  rehold(state, order);
  state.settled.set(event.symbol, event.marketRevision);
}

function settleLeg(state: Account, trade: TradeSettled, leg: TradeLeg): void {
  const order = openOrder(state, leg.orderId);
  const { base, quote, lotUnit } = order.units;
  const delivered = baseAmount(trade.quantity, lotUnit);
  const rate = leg.liquidity === 'maker' ? order.makerRate : order.takerRate;
  order.filled = addLots(order.filled, trade.quantity);
  order.feeAccrual += feeAccrual(rate, trade.notional);
  order.feeCharged = minor(order.feeCharged + leg.fee);
  if (order.moneyLeft !== undefined) spend(order, trade.notional, leg.remaining);
  checkRemaining(order, leg.remaining);
  if (order.partner !== undefined) order.partner.hasYielded = true;

  // The hold goes down first, so that held never exceeds total on the way.
  if (leg.remaining === 0) close(state, order, 'filled');
  else rehold(state, order);
  const sign = leg.side === 'buy' ? 1n : -1n;
  credit(state, base, minor(sign * delivered));
  credit(state, quote, minor(-sign * trade.notional - leg.fee));
  if (leg.suspended) credit(state, ...broughtBy(trade, leg, order.units, -1n));
  const { notional: worth, at } = trade;
  const fill = { side: leg.side, lots: BigInt(trade.quantity), notional: worth, fee: leg.fee };
  applyFill(holdingOf(state, order).position, fill, dayOf(at));
  addVolume(volumesOf(state, quote), dayOf(at), worth);
}

/** What a fill brings: base, or quote less its fee. */
function broughtBy(
  trade: TradeSettled,
  { side, fee }: TradeLeg,
  { base, quote, lotUnit }: Order['units'],
  sign: bigint,
): [Asset, Minor] {
  return side === 'buy'
    ? [base, minor(sign * baseAmount(trade.quantity, lotUnit))]
    : [quote, minor(sign * (trade.notional - fee))];
}

/** What two orders would have traded is taken from both. */
function preventLeg(
  state: Account,
  { price }: TradePreventionSettled,
  { orderId, quantity, remaining }: PreventionLeg,
): void {
  const order = openOrder(state, orderId);
  if (order.moneyLeft === undefined) order.quantity = subtractLots(order.quantity, quantity);
  else spend(order, notional(price, quantity, order.units.notionalUnit), remaining);
  checkRemaining(order, remaining);
  rehold(state, order);
}

/** The total of an order by `quoteQuantity` follows from what the market says that the rest of its money buys. */
function spend(order: Order, money: Minor, remaining: QuantityLots): void {
  order.moneyLeft = subtractMinor(order.moneyLeft ?? NOTHING, money);
  assert(order.moneyLeft >= 0n, 'no order spends more than it was given');
  order.quantity = addLots(order.filled, remaining);
}

function checkRemaining(order: Order, remaining: QuantityLots): void {
  assert(remainingOf(order) === remaining, 'account and market agree on what remains');
}

function close(state: Account, order: Order, status: 'filled' | OrderClosed['status']): void {
  const { partner } = order;
  transition(order, status);
  order.pending = [];
  if (partner !== undefined) unpair(order, partner);
  rehold(state, order);
  if (partner !== undefined) rehold(state, partner);
  state.orders.delete(order.orderId);
  state.clientOrderIds.delete(order.clientOrderId);
  state.closed.add(order);
}

function openOrder(state: Account, orderId: string): Order {
  const order = state.orders.get(orderId);
  assert(order !== undefined, `order ${orderId} is open in its account`);
  return order;
}

/**
 * Makes what an order holds and counts for, and its partner too, what it is now; between the two nobody looks at the
 * balance.
 */
function rehold(state: Account, order: Order): void {
  const balance = balanceOf(state, holdAssetOf(order));
  const { interest } = holdingOf(state, order);
  hold(balance, order);
  count(interest, order);
  if (order.partner !== undefined) {
    hold(balance, order.partner);
    count(interest, order.partner);
  }
  assert(balance.held >= 0n && balance.held <= balance.total, 'held is within the total');
}

function hold(balance: Balance, order: Order): void {
  const now = holdOf(order);
  balance.held = minor(balance.held + now - order.hold);
  order.hold = now;
}
