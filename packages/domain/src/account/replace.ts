import { ok } from '@truetape/kernel';
import { exposureOf } from '../order/exposure.ts';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import type { Order } from '../order/order.ts';
import { isShowable } from '../order/terms.ts';
import type { Intent } from '../risk/intent.ts';
import { notional } from '../value/arithmetic.ts';
import type { EpochMs, PriceTicks, QuantityLots } from '../value/units.ts';
import { notionalDenial, pricesDenial, quantityDenial } from './check-terms.ts';
import type { DecisionContext, ReplaceOrder } from './command.ts';
import { type Decided, denied } from './denied.ts';
import { entryDenial } from './entry.ts';
import { keyOf } from './key.ts';
import { allow } from './risk.ts';
import { type Account, freeOf, orderOf } from './state.ts';

export function replaceOrder(
  state: Account,
  command: ReplaceOrder,
  at: EpochMs,
  context: DecisionContext,
): Decided {
  const { receivedAt, orderId, market } = command;
  const order = orderOf(state, orderId);
  if (order === undefined) return denied('ORDER_NOT_FOUND');
  if (order.status !== 'open') return denied('ORDER_CLOSED');
  const latest = order.pending.at(-1) ?? { price: order.limit, quantity: order.quantity };
  const wanted = {
    price: command.price ?? latest.price,
    quantity: command.quantity ?? latest.quantity,
  };
  const { symbol, side } = order.asked;
  const entry = { symbol, side, addedLots: addedBy(order, wanted.quantity) };
  const refused = entryDenial(state, entry, market);
  if (refused !== undefined) return refused;
  if (market === undefined) return denied('ORDER_UNKNOWN_SYMBOL');
  if (!isReplaceable(order)) return denied('ORDER_NOT_REPLACEABLE');
  const { instrument } = market;
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
  const replaced: Order = { ...order, pending };
  const allowed = allow(state, intentOf(order, replaced, price, quantity, at), context);
  if (!allowed.ok) return allowed;
  const hold = holdOf(replaced);
  const holdAsset = holdAssetOf(order);
  if (hold - order.hold > freeOf(state, holdAsset)) {
    return denied('RISK_INSUFFICIENT_FUNDS', 'quantity');
  }
  const terms = { orderId, symbol, price, quantity, holdAsset, hold, ...allowed.marks };
  return ok([{ type: 'OrderReplaceRequested', at, receivedAt, ...terms, ...keyOf(command) }]);
}

/** Lots that a total adds to what may come of an order; undefined where the total is none. */
function addedBy(order: Order, quantity: unknown): bigint | undefined {
  if (typeof quantity !== 'number') return undefined;
  return BigInt(Math.max(0, quantity - order.filled - order.openLots));
}

/** A replace as the limits see it. */
function intentOf(
  order: Order,
  replaced: Order,
  limit: PriceTicks,
  quantity: QuantityLots,
  at: EpochMs,
): Intent {
  const { units, asked } = order;
  const worth = notional(limit, quantity, units.notionalUnit);
  const { stopPrice } = asked;
  return {
    units,
    side: asked.side,
    at,
    orders: 0,
    messages: 1,
    legs: [{ quantity, limit, notional: worth, stopPrice, likeness: undefined }],
    addedLots: BigInt(exposureOf(replaced).lots - order.openLots),
    addedMoney: 0n,
  };
}

/** Whether an order waits for its stop, its market knows. A leg is an order as any other once its partner is over. */
function isReplaceable({ asked, partner }: Order): boolean {
  return (asked.type === 'limit' || asked.type === 'stop-limit') && partner === undefined;
}
