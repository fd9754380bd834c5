import { type Catalogue, marketIn } from '@truetape/codec';
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
  const { grid } = marketIn(catalogue, order.asked.symbol);
  const { symbol, side, type, timeInForce, postOnly } = order.asked;
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
  if (type === 'limit') view.price = grid.formatPrice(order.limit);
  if (order.reason !== undefined) view.reason = order.reason;
  return view;
}
