import type { OneAsk } from '../workload/ask.ts';
import { type Atto, atto, larger, shown, times } from './decimal.ts';
import { entryProblems } from './entry-rules.ts';
import type { ModelAccount } from './model-account.ts';
import { holdAsset, holdOf, type ModelOrder } from './model-order.ts';
import type { ModelParts } from './model-parts.ts';
import { isShowable, notionalProblem, priceProblem, quantityProblem } from './order-rules.ts';
import { certain, type Problem } from './problem.ts';
import { boundsOf } from './risk/bound.ts';
import { addedBy, replacingIntent, waitingAround } from './risk/intents.ts';
import { limitProblems } from './risk/limit-rules.ts';
import type { When } from './risk/notes.ts';

/** Why an open order is not asked to be replaced. What is left out is as it was asked for last. */
export function* replaceProblems(
  order: ModelOrder,
  { body }: OneAsk<'ReplaceOrder'>,
  account: ModelAccount,
  model: ModelParts,
  when: When,
): Generator<Problem, void> {
  const { placed, instrument, partner, filled } = order;
  const latest = [...order.asked.values()].at(-1) ?? {
    price: order.limit,
    quantity: order.quantity,
  };
  const price = body.price ?? shown(latest.price);
  const quantity = body.quantity ?? shown(latest.quantity);
  const isOnGrid = atto(quantity) % instrument.lot === 0n;
  const added = isOnGrid ? addedBy(order, atto(quantity)) : undefined;
  yield* entryProblems({ symbol: placed.symbol, side: placed.side, added }, account, model.venue);
  const hasLimit = placed.type === 'limit' || placed.type === 'stop-limit';
  if (!hasLimit || partner !== undefined) yield* certain('ORDER_NOT_REPLACEABLE');
  yield* certain(priceProblem(price, instrument));
  yield* certain(quantityProblem(quantity, instrument));
  const terms = { price: atto(price), quantity: atto(quantity) };
  if (terms.quantity <= filled) yield* certain('ORDER_REPLACE_BELOW_FILLED');
  if (!isShownStill(order, terms.quantity)) yield* certain('ORDER_DISPLAY_QUANTITY');
  yield* certain(notionalProblem(times(terms.price, terms.quantity), instrument));
  const intentOf = () => replacingIntent(order, terms, waitingAround(when, model.venue));
  yield* limitProblems(intentOf, boundsOf(account, model));
  const asked = new Map([...order.asked, [Number.MAX_SAFE_INTEGER, terms]]);
  const more = holdOf({ ...order, asked }) - order.hold;
  if (more > account.free(holdAsset(order))) yield* certain('RISK_INSUFFICIENT_FUNDS');
}

/** Whether an iceberg still shows a part of what is left. One that shows more than that shows all. */
function isShownStill({ placed, filled }: ModelOrder, quantity: Atto): boolean {
  if (placed.displayQuantity === undefined) return true;
  const display = atto(placed.displayQuantity);
  return isShowable(display, larger(quantity - filled, display));
}
