import { type Catalogue, formatMinor, formatTime, marketIn } from '@truetape/codec';
import type { Order as WireOrder } from '@truetape/contracts';
import { type Order, remainingOf } from '@truetape/domain';
import type { Writable } from '@truetape/kernel';

/**
 * An order as clients see it.
 *
 * @param matched whether its market has answered the placing: until then an open order is `pending`
 */
export function orderView(
  accountId: string,
  order: Order,
  matched: boolean,
  catalogue: Catalogue,
): WireOrder {
  const { grid, quoteScale } = marketIn(catalogue, order.asked.symbol);
  const { asked, dueAt, partnerId, reason } = order;
  const { symbol, side, type, timeInForce, postOnly } = asked;
  const view: Writable<WireOrder> = {
    orderId: order.orderId,
    clientOrderId: order.clientOrderId,
    accountId,
    symbol,
    side,
    type,
    timeInForce,
    postOnly,
    quantity: grid.formatQuantity(order.quantity),
    filled: grid.formatQuantity(order.filled),
    remaining: grid.formatQuantity(remainingOf(order)),
    status: order.status === 'open' && !matched ? 'pending' : order.status,
  };
  // A replace changes the price of an order, and what it asked for stays.
  if (asked.price !== undefined) view.price = grid.formatPrice(order.limit);
  if (asked.stopPrice !== undefined) view.stopPrice = grid.formatPrice(asked.stopPrice);
  if (asked.trailingOffset !== undefined) {
    view.trailingOffset = grid.formatPrice(asked.trailingOffset);
  }
  if (asked.quoteQuantity !== undefined) {
    view.quoteQuantity = formatMinor(asked.quoteQuantity, quoteScale);
  }
  if (asked.displayQuantity !== undefined) {
    view.displayQuantity = grid.formatQuantity(asked.displayQuantity);
  }
  if (dueAt !== undefined) view.expiresAt = formatTime(dueAt);
  if (partnerId !== undefined) view.partnerId = partnerId;
  if (asked.strategy !== undefined) view.strategy = asked.strategy;
  if (reason !== undefined) view.reason = reason;
  return view;
}
