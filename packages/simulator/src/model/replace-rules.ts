import type { OneAsk } from '../workload/ask.ts';
import { atto, larger, shown, times } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import { holdAsset, holdOf } from './model-order.ts';
import { isShowable, notionalProblem, priceProblem, quantityProblem } from './order-rules.ts';

/** Why an open order is not asked to be replaced. What is left out is as it was asked for last. */
export function replaceProblem(
  { orderId, body }: OneAsk<'ReplaceOrder'>,
  account: ModelAccount,
): string | undefined {
  const order = account.orders.get(orderId);
  if (order === undefined) return 'ORDER_NOT_FOUND';
  const { placed, instrument, partner, filled } = order;
  const hasLimit = placed.type === 'limit' || placed.type === 'stop-limit';
  if (!hasLimit || partner !== undefined) return 'ORDER_NOT_REPLACEABLE';
  const latest = [...order.asked.values()].at(-1) ?? {
    price: order.limit,
    quantity: order.quantity,
  };
  const price = body.price ?? shown(latest.price);
  const quantity = body.quantity ?? shown(latest.quantity);
  const wrong = priceProblem(price, instrument) ?? quantityProblem(quantity, instrument);
  if (wrong !== undefined) return wrong;
  const terms = { price: atto(price), quantity: atto(quantity) };
  if (terms.quantity <= filled) return 'ORDER_REPLACE_BELOW_FILLED';
  if (placed.displayQuantity !== undefined) {
    const display = atto(placed.displayQuantity);
    // One that shows more than is left shows all.
    if (!isShowable(display, larger(terms.quantity - filled, display))) {
      return 'ORDER_DISPLAY_QUANTITY';
    }
  }
  const notional = notionalProblem(times(terms.price, terms.quantity), instrument);
  if (notional !== undefined) return notional;
  const asked = new Map([...order.asked, [Number.MAX_SAFE_INTEGER, terms]]);
  const more = holdOf({ ...order, asked }) - order.hold;
  return more > account.free(holdAsset(order)) ? 'RISK_INSUFFICIENT_FUNDS' : undefined;
}
