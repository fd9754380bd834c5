import { assert } from '@truetape/kernel';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import { type Order, pairOrders, remainingOf, transition, unpair } from '../order/order.ts';
import {
  addLots,
  baseAmount,
  feeAccrual,
  notional,
  subtractLots,
  subtractMinor,
} from '../value/arithmetic.ts';
import { type Asset, type Minor, minor, NOTHING, type QuantityLots } from '../value/units.ts';
import { ClosedOrders, REMEMBERED } from './closed-orders.ts';
import type {
  AccountEvent,
  AccountOpened,
  OrderClosed,
  OrderPlaced,
  PreventionLeg,
  TradeLeg,
  TradePreventionSettled,
  TradeSettled,
} from './event.ts';
import { orderFrom } from './order-from.ts';
import type { AccountState, Balance, OpenAccount } from './state.ts';

/** Applies one event of the account's stream. The state given is used up. */
export function evolve(state: AccountState, event: AccountEvent): AccountState {
  if (event.type === 'AccountOpened') return open(event);
  assert(state.status === 'open', 'the first event of an account stream opens the account');
  state.revision += 1;
  state.at = event.at;
  apply(state, event);
  return state;
}

function open(event: AccountOpened): OpenAccount {
  return {
    status: 'open',
    accountId: event.accountId,
    ownerGroup: event.ownerGroup,
    revision: 0,
    at: event.at,
    balances: new Map(),
    orders: new Map(),
    clientOrderIds: new Map(),
    closed: new ClosedOrders(),
    settled: new Map(),
    references: new Map(),
    keys: new Map(),
  };
}

function apply(state: OpenAccount, event: Exclude<AccountEvent, AccountOpened>): void {
  const { revision } = state;
  switch (event.type) {
    case 'FundsDeposited':
    case 'FundsWithdrawn': {
      const { type, asset, amount, reference } = event;
      credit(state, asset, type === 'FundsDeposited' ? amount : minor(-amount));
      remember(state.references, reference, { revision, type, asset, amount });
      return;
    }
    case 'OrderPlaced':
      place(state, event);
      return;
    case 'OrderCancelRequested': {
      const { orderId, idempotencyKey } = event;
      if (idempotencyKey !== undefined) {
        remember(state.keys, idempotencyKey, { revision, type: 'CancelOrder', orderId });
      }
      return;
    }
    case 'OrderReplaceRequested': {
      const { orderId, price, quantity, idempotencyKey } = event;
      const order = openOrder(state, orderId);
      order.pending = [...order.pending, { requestRevision: revision, price, quantity }];
      rehold(state, order);
      assert(order.hold === event.hold, 'a replace records the hold that its order then has');
      if (idempotencyKey !== undefined) {
        const known = { revision, type: 'ReplaceOrder', orderId, price, quantity } as const;
        remember(state.keys, idempotencyKey, known);
      }
      return;
    }
    case 'OrdersCancelRequested': {
      const { symbol, idempotencyKey } = event;
      if (idempotencyKey !== undefined) {
        const scope = symbol === undefined ? {} : { symbol };
        remember(state.keys, idempotencyKey, { revision, type: 'CancelOrders', ...scope });
      }
      return;
    }
    case 'TradeSettled': {
      for (const leg of event.legs) settleLeg(state, event, leg);
      state.settled.set(event.symbol, event.marketRevision);
      return;
    }
    case 'TradePreventionSettled': {
      for (const leg of event.legs) preventLeg(state, event, leg);
      state.settled.set(event.symbol, event.marketRevision);
      return;
    }
    case 'OrderClosed': {
      const order = openOrder(state, event.orderId);
      order.reason = event.reason;
      close(state, order, event.status);
      state.settled.set(event.symbol, event.marketRevision);
      return;
    }
    case 'OrderReplaceSettled': {
      const order = openOrder(state, event.orderId);
      order.pending = order.pending.filter((p) => p.requestRevision !== event.requestRevision);
      if (event.replaced) {
        order.limit = event.price;
        order.quantity = event.quantity;
      }
      rehold(state, order);
      state.settled.set(event.symbol, event.marketRevision);
      return;
    }
  }
}

function place(state: OpenAccount, event: OrderPlaced): void {
  const order = orderFrom(event, state.accountId, state.revision);
  state.orders.set(order.orderId, order);
  state.clientOrderIds.set(order.clientOrderId, order.orderId);
  const partner = order.partnerId === undefined ? undefined : state.orders.get(order.partnerId);
  if (partner !== undefined) pairOrders(partner, order);
  rehold(state, order);
  assert(order.hold === event.hold, 'an order records the hold that it then has');
}

function settleLeg(state: OpenAccount, trade: TradeSettled, leg: TradeLeg): void {
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
}

/** What two orders would have traded is taken from both. */
function preventLeg(
  state: OpenAccount,
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

function close(state: OpenAccount, order: Order, status: 'filled' | OrderClosed['status']): void {
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

function openOrder(state: OpenAccount, orderId: string): Order {
  const order = state.orders.get(orderId);
  assert(order !== undefined, `order ${orderId} is open in its account`);
  return order;
}

/** Makes its hold, and that of its partner, what it is now; between the two nobody looks at the balance. */
function rehold(state: OpenAccount, order: Order): void {
  const balance = balanceOf(state, holdAssetOf(order));
  hold(balance, order);
  if (order.partner !== undefined) hold(balance, order.partner);
  assert(balance.held >= 0n && balance.held <= balance.total, 'held is within the total');
}

function hold(balance: Balance, order: Order): void {
  const now = holdOf(order);
  balance.held = minor(balance.held + now - order.hold);
  order.hold = now;
}

function credit(state: OpenAccount, asset: Asset, amount: Minor): void {
  const balance = balanceOf(state, asset);
  balance.total = minor(balance.total + amount);
  assert(balance.total >= balance.held, 'free is never negative');
}

function balanceOf(state: OpenAccount, asset: Asset): Balance {
  let balance = state.balances.get(asset);
  if (balance === undefined) {
    balance = { total: NOTHING, held: NOTHING };
    state.balances.set(asset, balance);
  }
  return balance;
}

function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.set(key, value);
  if (memory.size <= REMEMBERED) return;
  const [oldest] = memory.keys();
  if (oldest !== undefined) memory.delete(oldest);
}
