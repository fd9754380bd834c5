import type { Order } from '../order/order.ts';
import type {
  AccountId,
  Asset,
  EpochMs,
  MarketSymbol,
  Minor,
  OrderId,
  PriceTicks,
  QuantityLots,
} from '../value/units.ts';
import type { ClosedOrders } from './closed-orders.ts';

export type AccountState = NoAccount | OpenAccount;

export interface NoAccount {
  readonly status: 'none';
}

/**
 * One account, folded from its stream. It has one owner: `evolve` changes it in place and returns it, everybody else
 * only reads.
 */
export interface OpenAccount {
  readonly status: 'open';
  readonly accountId: AccountId;
  readonly ownerGroup: AccountId;
  /** Of the last event applied. */
  revision: number;
  /** Business time of the last event applied. */
  at: EpochMs;
  readonly balances: Map<Asset, Balance>;
  readonly orders: Map<OrderId, Order>;
  /** Of the open ones. */
  readonly clientOrderIds: Map<string, OrderId>;
  readonly closed: ClosedOrders;
  /** Per market the last revision whose outcome is settled here. */
  readonly settled: Map<MarketSymbol, number>;
  readonly references: Map<string, KnownTransfer>;
  readonly keys: Map<string, KnownRequest>;
}

export interface Balance {
  total: Minor;
  /** What the open orders hold; never above the total. */
  held: Minor;
}

export interface KnownTransfer {
  readonly revision: number;
  readonly type: 'FundsDeposited' | 'FundsWithdrawn';
  readonly asset: Asset;
  readonly amount: Minor;
}

/** A request that was appended under an idempotency key. */
export type KnownRequest = { readonly revision: number } & (
  | { readonly type: 'CancelOrder'; readonly orderId: OrderId }
  | {
      readonly type: 'ReplaceOrder';
      readonly orderId: OrderId;
      readonly price: PriceTicks;
      readonly quantity: QuantityLots;
    }
  | { readonly type: 'CancelOrders'; readonly symbol?: MarketSymbol }
);

export const noAccount = (): AccountState => ({ status: 'none' });

export function orderOf(state: OpenAccount, orderId: OrderId): Order | undefined {
  return state.orders.get(orderId) ?? state.closed.get(orderId);
}

/** An order as its client named it. */
export function namedBy(state: OpenAccount, clientOrderId: string): Order | undefined {
  const orderId = state.clientOrderIds.get(clientOrderId);
  return orderId === undefined ? state.closed.named(clientOrderId) : state.orders.get(orderId);
}

export function freeOf(state: OpenAccount, asset: Asset): bigint {
  const balance = state.balances.get(asset);
  return balance === undefined ? 0n : balance.total - balance.held;
}
