import { assert, type Writable } from '@truetape/kernel';
import type { Order } from '../order/order.ts';
import { orderIdOf } from '../order/terms.ts';
import { NO_LOTS, NOTHING, type PriceTicks } from '../value/units.ts';
import type { OrderPlaced } from './event.ts';

/** The worst price that an order may trade at when it is placed. */
export function limitOf({ protection, terms }: OrderPlaced): PriceTicks {
  const limit = protection?.price ?? terms.price;
  assert(limit !== undefined, 'an order has a limit or a protection price');
  return limit;
}

/** The order that an `OrderPlaced` makes. */
export function orderFrom(event: OrderPlaced, accountId: string, revision: number): Order {
  const { terms, partnerId, dueAt } = event;
  const order: Writable<Order> = {
    orderId: orderIdOf(accountId, revision),
    clientOrderId: event.clientOrderId,
    placedRevision: revision,
    asked: terms,
    units: event.units,
    makerRate: event.makerRate,
    takerRate: event.takerRate,
    status: 'open',
    limit: limitOf(event),
    quantity: terms.quantity ?? NO_LOTS,
    filled: NO_LOTS,
    feeAccrual: 0n,
    feeCharged: NOTHING,
    pending: [],
    hold: NOTHING,
    openLots: NO_LOTS,
    openNotional: NOTHING,
  };
  if (terms.quoteQuantity !== undefined) order.moneyLeft = terms.quoteQuantity;
  if (dueAt !== undefined) order.dueAt = dueAt;
  if (partnerId !== undefined) order.partnerId = partnerId;
  return order;
}
