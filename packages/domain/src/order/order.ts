import { assert } from '@truetape/kernel';
import type { MarketUnits } from '../instrument/instrument.ts';
import type { CancelReason, MarketRejection } from '../market/outcome.ts';
import type { EpochMs, Minor, OrderId, PriceTicks, QuantityLots, RateE8 } from '../value/units.ts';
import type { OrderTerms } from './terms.ts';

export type OrderStatus = 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired';

/** Why an order is over that was not filled. */
export type CloseReason = CancelReason | MarketRejection | 'expired';

/** Terms that a replace asked for and the market has not answered yet. */
export interface PendingTerms {
  readonly requestRevision: number;
  readonly price: PriceTicks;
  readonly quantity: QuantityLots;
}

/** An order as its account knows it. Changed only by `evolve`. */
export interface Order {
  readonly orderId: OrderId;
  readonly clientOrderId: string;
  readonly placedRevision: number;
  /** The other leg of its OCO pair, open or not. */
  readonly partnerId?: OrderId;
  /** What the client asked for when placing: what a repeat is compared with. */
  readonly asked: OrderTerms;
  readonly units: MarketUnits;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  /** When a GTD or DAY order ends. */
  readonly dueAt?: EpochMs;
  status: OrderStatus;
  reason?: CloseReason;
  /** The worst price it may trade at: its limit, or its protection price. */
  limit: PriceTicks;
  /**
   * The total, fills included. Of an order by `quoteQuantity`: what is filled, and what the money that is left would
   * have bought at the last price.
   */
  quantity: QuantityLots;
  filled: QuantityLots;
  /** Σ rate × notional over its fills, in minor units × 1e-8. */
  feeAccrual: bigint;
  feeCharged: Minor;
  pending: readonly PendingTerms[];
  /** What it holds now; kept equal to `holdOf`. */
  hold: Minor;
  /** What may still come of it; kept equal to `exposureOf`. */
  openLots: QuantityLots;
  openNotional: Minor;
  /** What an order by `quoteQuantity` may still spend, fees apart. */
  moneyLeft?: Minor;
  /** The other leg of its OCO pair, while both are open. */
  partner?: Order;
  /** The other leg has traded: the market cancels this one with the same input, and it holds nothing any more. */
  hasYielded?: true;
}

export const remainingOf = (order: Order) => (order.quantity - order.filled) as QuantityLots;

/** Makes two open orders the legs of one pair. */
export function pairOrders(one: Order, other: Order): void {
  one.partner = other;
  other.partner = one;
}

/** One of the legs is over: from here on neither looks at the other. */
export function unpair(one: Order, other: Order): void {
  delete one.partner;
  delete other.partner;
}

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  open: ['filled', 'cancelled', 'rejected', 'expired'],
  filled: [],
  cancelled: [],
  rejected: [],
  expired: [],
};

/** The lifecycle, whole: what is not in the table cannot happen. */
export function transition(order: Order, to: OrderStatus): void {
  assert(
    NEXT[order.status].includes(to),
    `an order goes from ${order.status} only where the table says, not to ${to}`,
  );
  order.status = to;
}
