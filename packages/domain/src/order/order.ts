import { assert } from '@truetape/kernel';
import type { MarketUnits } from '../instrument/instrument.ts';
import type { CancelReason, MarketRejection } from '../market/outcome.ts';
import type { Minor, OrderId, PriceTicks, QuantityLots, RateE8 } from '../value/units.ts';
import type { OrderTerms } from './terms.ts';

export type OrderStatus = 'open' | 'filled' | 'cancelled' | 'rejected';

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
  /** What the client asked for when placing: what a repeat is compared with. */
  readonly asked: OrderTerms;
  readonly units: MarketUnits;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  status: OrderStatus;
  reason?: CancelReason | MarketRejection;
  /** The worst price it may trade at: its limit, or the protection price of a market order. */
  limit: PriceTicks;
  /** The total, fills included. */
  quantity: QuantityLots;
  filled: QuantityLots;
  /** Σ rate × notional over its fills, in minor units × 1e-8. */
  feeAccrual: bigint;
  feeCharged: Minor;
  pending: readonly PendingTerms[];
  /** What it holds now; kept equal to `holdOf`. */
  hold: Minor;
}

export const remainingOf = (order: Order) => (order.quantity - order.filled) as QuantityLots;

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  open: ['filled', 'cancelled', 'rejected'],
  filled: [],
  cancelled: [],
  rejected: [],
};

/** The lifecycle, whole: what is not in the table cannot happen. */
export function transition(order: Order, to: OrderStatus): void {
  assert(
    NEXT[order.status].includes(to),
    `an order goes from ${order.status} only where the table says, not to ${to}`,
  );
  order.status = to;
}
