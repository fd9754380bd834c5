import type { PlaceOrder } from '@truetape/contracts';
import type { OneAsk } from '../workload/ask.ts';
import { type Atto, atto } from './decimal.ts';
import { entryProblems } from './entry-rules.ts';
import type { ModelAccount } from './model-account.ts';
import { holdAsset, holdOf, type ModelOrder } from './model-order.ts';
import type { ModelParts } from './model-parts.ts';
import type { ModelInstrument } from './model-venue.ts';
import { draftOf, formProblem, valueProblems } from './order-rules.ts';
import { certain, type Problem } from './problem.ts';
import { boundsOf } from './risk/bound.ts';
import { placingIntent, waitingAround } from './risk/intents.ts';
import { limitProblems } from './risk/limit-rules.ts';
import type { When } from './risk/notes.ts';
import { isBeyond } from './risk/range.ts';

export function legsOf(body: OneAsk<'PlaceOco'>['body']): readonly [PlaceOrder, PlaceOrder] {
  const { limit, stop, ...shared } = body;
  return [
    { ...shared, ...limit, type: 'limit' },
    { ...shared, ...stop },
  ];
}

/** Why an order, or a pair of them, is denied: what is asked, in its order. */
export function* placeProblems(
  legs: readonly [PlaceOrder, ...PlaceOrder[]],
  account: ModelAccount,
  model: ModelParts,
  when: When,
): Generator<Problem, void> {
  const { venue } = model;
  const [{ symbol, side, quantity }] = legs;
  const instrument = venue.instruments.get(symbol);
  yield* entryProblems({ symbol, side, added: onGrid(quantity, instrument) }, account, venue);
  if (instrument === undefined) return;
  yield { code: 'LEDGER_ASSET_DELISTED', broken: venue.isGone(instrument) };
  if (legs.some(formProblem)) yield* certain('ORDER_TERMS');
  for (const leg of legs) yield* valueProblems(leg, instrument, venue, when);
  const { least, most } = instrument.fees.worstRate;
  const orders = draftsOf(legs, instrument, most);
  const intentOf = () => placingIntent(orders, waitingAround(when, venue));
  yield* limitProblems(intentOf, boundsOf(account, model));
  // With which of the rates there were it is placed, depends on what its process has read, and on the day.
  const others = least === most ? orders : draftsOf(legs, instrument, least);
  const hold = { least: holdOfAll(others), most: holdOfAll(orders) };
  const broken = isBeyond(hold, account.free(holdAsset(orders[0])));
  yield { code: 'RISK_INSUFFICIENT_FUNDS', broken };
}

/** A quantity, where it is one of its market. */
function onGrid(quantity: string | undefined, instrument: ModelInstrument | undefined) {
  if (quantity === undefined || instrument === undefined) return undefined;
  const value = atto(quantity);
  return value % instrument.lot === 0n ? value : undefined;
}

function draftsOf(
  legs: readonly [PlaceOrder, ...PlaceOrder[]],
  instrument: ModelInstrument,
  worstRate: Atto,
): readonly [ModelOrder, ...ModelOrder[]] {
  const [first, ...others] = legs.map((leg, index) => draftOf(leg, instrument, index, worstRate));
  const [second] = others;
  if (first !== undefined && second !== undefined) {
    first.partner = second;
    second.partner = first;
  }
  return [first as ModelOrder, ...others];
}

const holdOfAll = (orders: readonly ModelOrder[]): Atto =>
  orders.reduce((sum, order) => sum + holdOf(order), 0n);
