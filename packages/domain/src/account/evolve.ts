import { assert } from '@truetape/kernel';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import { type Order, remainingOf, transition } from '../order/order.ts';
import { orderIdOf } from '../order/terms.ts';
import { baseAmount, feeAccrual } from '../value/arithmetic.ts';
import { type Asset, type Minor, minor, NO_LOTS, NOTHING } from '../value/units.ts';
import type { AccountEvent, AccountOpened, OrderPlaced, TradeLeg, TradeSettled } from './event.ts';
import { type AccountState, type Balance, type OpenAccount, REMEMBERED } from './state.ts';

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
    closed: new Map(),
    clientOrderIds: new Map(),
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
  rehold(state, order);
  assert(order.hold === event.hold, 'an order records the hold that it then has');
}

/** The order that an `OrderPlaced` makes. */
export function orderFrom(event: OrderPlaced, accountId: string, revision: number): Order {
  const { terms } = event;
  const limit = event.protection?.price ?? terms.price;
  assert(limit !== undefined, 'an order has a limit or a protection price');
  return {
    orderId: orderIdOf(accountId, revision),
    clientOrderId: event.clientOrderId,
    placedRevision: revision,
    asked: terms,
    units: event.units,
    makerRate: event.makerRate,
    takerRate: event.takerRate,
    status: 'open',
    limit,
    quantity: terms.quantity,
    filled: NO_LOTS,
    feeAccrual: 0n,
    feeCharged: NOTHING,
    pending: [],
    hold: NOTHING,
  };
}

function settleLeg(state: OpenAccount, trade: TradeSettled, leg: TradeLeg): void {
  const order = openOrder(state, leg.orderId);
  const { base, quote, lotUnit } = order.units;
  const delivered = baseAmount(trade.quantity, lotUnit);
  const rate = leg.liquidity === 'maker' ? order.makerRate : order.takerRate;
  order.filled = (order.filled + trade.quantity) as typeof order.filled;
  order.feeAccrual += feeAccrual(rate, trade.notional);
  order.feeCharged = minor(order.feeCharged + leg.fee);
  assert(remainingOf(order) === leg.remaining, 'account and market agree on what remains');

  // The hold goes down first, so that held never exceeds total on the way.
  if (leg.remaining === 0) close(state, order, 'filled');
  else rehold(state, order);
  const sign = leg.side === 'buy' ? 1n : -1n;
  credit(state, base, minor(sign * delivered));
  credit(state, quote, minor(-sign * trade.notional - leg.fee));
}

function close(state: OpenAccount, order: Order, status: 'filled' | 'cancelled' | 'rejected') {
  transition(order, status);
  order.pending = [];
  rehold(state, order);
  state.orders.delete(order.orderId);
  state.closed.set(order.orderId, order);
  if (state.closed.size <= REMEMBERED) return;
  const [oldest] = state.closed.values();
  assert(oldest !== undefined, 'what is over its bound is not empty');
  state.closed.delete(oldest.orderId);
  state.clientOrderIds.delete(oldest.clientOrderId);
}

function openOrder(state: OpenAccount, orderId: string): Order {
  const order = state.orders.get(orderId);
  assert(order !== undefined, `order ${orderId} is open in its account`);
  return order;
}

function rehold(state: OpenAccount, order: Order): void {
  const hold = holdOf(order);
  const balance = balanceOf(state, holdAssetOf(order));
  balance.held = minor(balance.held + hold - order.hold);
  order.hold = hold;
  assert(balance.held >= 0n && balance.held <= balance.total, 'held is within the total');
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
