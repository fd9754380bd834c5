import { ok } from '@truetape/kernel';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import type { Order } from '../order/order.ts';
import { isShowable } from '../order/terms.ts';
import type { EpochMs, PriceTicks, QuantityLots } from '../value/units.ts';
import { notionalDenial, pricesDenial, quantityDenial } from './check-terms.ts';
import type { ReplaceOrder } from './command.ts';
import { type Decided, denied } from './denied.ts';
import { keyOf } from './key.ts';
import { type Account, freeOf, orderOf } from './state.ts';

export function replaceOrder(state: Account, command: ReplaceOrder, at: EpochMs): Decided {
  const { receivedAt, orderId, instrument } = command;
  const order = orderOf(state, orderId);
  if (order === undefined) return denied('ORDER_NOT_FOUND');
  if (order.status !== 'open') return denied('ORDER_CLOSED');
  if (state.isKilled) return denied('RISK_KILL_SWITCH');
  if (instrument === undefined) return denied('ORDER_UNKNOWN_SYMBOL');
  if (!isReplaceable(order)) return denied('ORDER_NOT_REPLACEABLE');
  const latest = order.pending.at(-1) ?? { price: order.limit, quantity: order.quantity };
  const wanted = {
    price: command.price ?? latest.price,
    quantity: command.quantity ?? latest.quantity,
  };
  const wrong = pricesDenial(wanted) ?? quantityDenial(wanted, instrument);
  if (wrong !== undefined) return wrong;
  const { price, quantity } = wanted as { price: PriceTicks; quantity: QuantityLots }; // it was checked
  if (quantity <= order.filled) return denied('ORDER_REPLACE_BELOW_FILLED', 'quantity');
  const { displayQuantity } = order.asked;
  // One that shows more than is left shows all.
  const left = Math.max(quantity - order.filled, displayQuantity ?? 0);
  if (displayQuantity !== undefined && !isShowable(displayQuantity, left)) {
    return denied('ORDER_DISPLAY_QUANTITY', 'quantity');
  }
  const broken = notionalDenial(instrument, price, { quantity });
  if (broken !== undefined) return broken;

  const requestRevision = state.revision + 1;
  const pending = [...order.pending, { requestRevision, price, quantity }];
  const hold = holdOf({ ...order, pending });
  const holdAsset = holdAssetOf(order);
  if (hold - order.hold > freeOf(state, holdAsset)) {
    return denied('RISK_INSUFFICIENT_FUNDS', 'quantity');
  }
  const { symbol } = order.asked;
  const terms = { orderId, symbol, price, quantity, holdAsset, hold };
  return ok([{ type: 'OrderReplaceRequested', at, receivedAt, ...terms, ...keyOf(command) }]);
}

/** Whether an order waits for its stop, its market knows. A leg is an order as any other once its partner is over. */
function isReplaceable({ asked, partner }: Order): boolean {
  return (asked.type === 'limit' || asked.type === 'stop-limit') && partner === undefined;
}
