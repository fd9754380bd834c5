import type { Failed } from '@truetape/kernel';
import { type Bound, riskDenial } from '../risk/checks.ts';
import type { Intent } from '../risk/intent.ts';
import { OPEN_ORDERS_MAX } from '../risk/limits.ts';
import { lookingAt, type RecordedMark } from '../risk/marks.ts';
import type { DecisionContext, Denial } from './command.ts';
import { denied } from './denied.ts';
import type { Account } from './state.ts';

/** What the limits say to an intent: a denial, or the marks that they were asked with. */
export type Allowed = Failed<Denial> | { readonly ok: true; readonly marks: Marked };

/** The marks as an event records them: where no limit needed any, nothing. */
export type Marked = { readonly marks?: readonly RecordedMark[] };

/** Asks the limits of the account, and of its owner group where it has any. */
export function allow(state: Account, intent: Intent, context: DecisionContext): Allowed {
  const { markOf, recorded } = lookingAt(context.markOf ?? (() => undefined));
  const denial = riskDenial(intent, boundsOf(state, context), markOf);
  if (denial !== undefined) return denied(...denial);
  const marks = recorded();
  return { ok: true, marks: marks.length === 0 ? {} : { marks } };
}

function boundsOf(state: Account, { group }: DecisionContext): readonly Bound[] {
  const { holdings, orders, pace, alike } = state;
  const own: Bound = {
    limits: state.limits,
    holdings: [holdings],
    openOrders: orders.size,
    openOrdersMax: state.limits.openOrders ?? OPEN_ORDERS_MAX,
    pace,
    lastLike: (likeness) => alike.get(likeness),
  };
  if (group === undefined) return [own];
  const { limits, others } = group;
  const openOrders = others.reduce((sum, other) => sum + other.orders.size, orders.size);
  const all = [holdings, ...others.map((other) => other.holdings)];
  return [own, { limits, holdings: all, openOrders, openOrdersMax: limits.openOrders }];
}
