import type { Data } from '@truetape/contracts';
import { holds } from '../violation.ts';
import { dayOf } from './day.ts';
import { atto } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import type { ModelOrder } from './model-order.ts';
import type { ModelParts } from './model-parts.ts';
import { isDueRight, isProtectedRight } from './order-rules.ts';
import { checkAccepted, checkMarks } from './risk/accepted.ts';
import { addedBy, decidedAround, placingIntent, replacingIntent } from './risk/intents.ts';

/** What an order says of itself when it is placed, before its account has it; of a pair each leg by itself. */
export function checkPlaced(
  order: ModelOrder,
  partner: ModelOrder | undefined,
  account: ModelAccount,
  model: ModelParts,
): void {
  const { placed, instrument } = order;
  const told = () => JSON.stringify(placed);
  holds(isProtectedRight(placed, instrument), 'an order says how far it may trade', told);
  holds(isDueRight(placed), 'an order says when it ends', told);
  holds(isRatedRight(order, account), 'an order has the rates of its volume', told);
  const leader = account.isLeader ? undefined : account.ownerGroup;
  holds(placed.ownerGroup === leader, 'an order says whose it is', told);
  checkMarks(placed.marks, model);
  const { symbol, side } = placed;
  // The first leg of a pair stands for both, and says the marks of both.
  const added = partner === undefined ? order.quantity : 0n;
  const intentOf = () => ({
    ...placingIntent(
      [order],
      decidedAround(placed.at, (partner?.placed ?? placed).marks, model.venue),
    ),
    added: order.money === undefined ? added : 0n,
  });
  const entry = { symbol, side, added: order.money === undefined ? added : undefined };
  checkAccepted(entry, intentOf, account, model);
}

/** A replace that was appended, before its order has it. */
export function checkReplacing(
  order: ModelOrder,
  { at, marks, price, quantity }: Data<'OrderReplaceRequested'>,
  account: ModelAccount,
  model: ModelParts,
): void {
  const { symbol, side } = order.placed;
  const terms = { price: atto(price), quantity: atto(quantity) };
  checkMarks(marks, model);
  const entry = { symbol, side, added: addedBy(order, terms.quantity) };
  const intentOf = () => replacingIntent(order, terms, decidedAround(at, marks, model.venue));
  checkAccepted(entry, intentOf, account, model);
}

/** Tier and rates are those of the volume of thirty days, by the schedule that the order says. */
function isRatedRight({ placed, instrument }: ModelOrder, { volumes }: ModelAccount): boolean {
  const volume = volumes.before(instrument.quote, dayOf(placed.at));
  const tier = instrument.fees.tierOf(placed.instrumentRevision, volume);
  return (
    tier?.tier === placed.feeTier &&
    tier.makerRate === placed.makerRate &&
    tier.takerRate === placed.takerRate
  );
}
