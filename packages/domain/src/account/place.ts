import { ok, type Result, type Writable } from '@truetape/kernel';
import { dueAtOf } from '../order/due.ts';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import { pairOrders } from '../order/order.ts';
import { needsReferencePrice, protectionOf } from '../order/protection.ts';
import { type OrderTerms, orderIdOf, waitsForStop, wrongTerm } from '../order/terms.ts';
import { type EpochMs, NOTHING } from '../value/units.ts';
import { amountFieldOf, notionalDenial, termsDenial } from './check-terms.ts';
import type { Denial, MarketView, OrderRequest, PlaceOco, PlaceOrder } from './command.ts';
import { type Decided, denied } from './denied.ts';
import type { OrderPlaced } from './event.ts';
import { limitOf, orderFrom } from './order-from.ts';
import { type Account, freeOf } from './state.ts';

/** No account has more open orders than this. */
export const OPEN_ORDERS_MAX = 200_000;

export function placeOrder(state: Account, command: PlaceOrder, at: EpochMs): Decided {
  const { market, receivedAt } = command;
  if (state.isKilled) return denied('RISK_KILL_SWITCH');
  if (market === undefined) return denied('ORDER_UNKNOWN_SYMBOL', 'symbol');
  const drafted = draft(command, market, receivedAt, at);
  if (!drafted.ok) return drafted;
  if (!hasRoomFor(state, 1)) return denied('RISK_TOO_MANY_OPEN_ORDERS');
  const placed = drafted.value;
  const order = orderFrom(placed, state.accountId, state.revision + 1);
  placed.hold = holdOf(order);
  if (placed.hold > freeOf(state, holdAssetOf(order))) {
    return denied('RISK_INSUFFICIENT_FUNDS', amountFieldOf(placed.terms));
  }
  return ok([placed]);
}

/** The first leg holds for itself until the second one is there; then one of them holds for both. */
export function placeOco(state: Account, command: PlaceOco, at: EpochMs): Decided {
  const { market, receivedAt, legs } = command;
  if (state.isKilled) return denied('RISK_KILL_SWITCH');
  if (market === undefined) return denied('ORDER_UNKNOWN_SYMBOL', 'symbol');
  const wrong = wrongPair(legs[0].terms, legs[1].terms);
  if (wrong !== undefined) return denied('ORDER_TERMS', wrong);
  const first = draft(legs[0], market, receivedAt, at);
  if (!first.ok) return first;
  const second = draft(legs[1], market, receivedAt, at);
  if (!second.ok) return second;
  if (!hasRoomFor(state, 2)) return denied('RISK_TOO_MANY_OPEN_ORDERS');
  const { accountId, revision } = state;
  first.value.partnerId = orderIdOf(accountId, revision + 2);
  second.value.partnerId = orderIdOf(accountId, revision + 1);
  const one = orderFrom(first.value, accountId, revision + 1);
  const other = orderFrom(second.value, accountId, revision + 2);
  first.value.hold = holdOf(one);
  pairOrders(one, other);
  second.value.hold = holdOf(other);
  if (holdOf(one) + holdOf(other) > freeOf(state, holdAssetOf(one))) {
    return denied('RISK_INSUFFICIENT_FUNDS', 'quantity');
  }
  return ok([first.value, second.value]);
}

const hasRoomFor = ({ orders }: Account, count: number) => orders.size + count <= OPEN_ORDERS_MAX;

type Asked = OrderRequest['terms'];

const SHARED = ['symbol', 'side', 'timeInForce', 'expiresAt', 'quantity'] as const;

/** The first field that makes two orders no pair: they share these, and one waits while the other stands. */
function wrongPair(first: Asked, second: Asked): keyof Asked | undefined {
  const differs = SHARED.find((field) => first[field] !== second[field]);
  if (differs !== undefined) return differs;
  if (first.type !== 'limit' || !waitsForStop(second.type)) return 'type';
  return wrongTerm(first) ?? wrongTerm(second);
}

/** The event of an order that passes every rule but those that look at the account. Its hold is not reckoned yet. */
function draft(
  { clientOrderId, terms }: OrderRequest,
  { instrument, referencePrice }: MarketView,
  receivedAt: EpochMs,
  at: EpochMs,
): Result<Writable<OrderPlaced>, Denial> {
  const wrong = termsDenial(terms, instrument, at);
  if (wrong !== undefined) return wrong;
  if (needsReferencePrice(terms.type) && referencePrice === undefined) {
    return denied('RISK_REFERENCE_PRICE_MISSING', 'type');
  }
  const checked = terms as OrderTerms; // they are on the grid: it was checked
  const protection = protectionOf(checked, instrument, referencePrice);
  const [{ tier, makerRate, takerRate }] = instrument.feeTiers;
  const placed: Writable<OrderPlaced> = {
    type: 'OrderPlaced',
    at,
    receivedAt,
    clientOrderId,
    terms: checked,
    units: instrument.units,
    instrumentRevision: instrument.revision,
    feeTier: tier,
    makerRate,
    takerRate,
    hold: NOTHING,
    ruleset: instrument.ruleset,
  };
  if (protection !== undefined) placed.protection = protection;
  const dueAt = dueAtOf(checked, at);
  if (dueAt !== undefined) placed.dueAt = dueAt;
  return notionalDenial(instrument, limitOf(placed), checked) ?? ok(placed);
}
