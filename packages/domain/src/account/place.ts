import { ok, type Result, type Writable } from '@truetape/kernel';
import { tierOf } from '../fees/tier.ts';
import { volumeBefore } from '../fees/volume.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { dueAtOf } from '../order/due.ts';
import { exposureOf } from '../order/exposure.ts';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import { type Order, pairOrders } from '../order/order.ts';
import { needsReferencePrice, protectionOf } from '../order/protection.ts';
import { type OrderTerms, orderIdOf, waitsForStop, wrongTerm } from '../order/terms.ts';
import type { Intent, IntentLeg } from '../risk/intent.ts';
import { notional } from '../value/arithmetic.ts';
import { dayOf } from '../value/day.ts';
import { type EpochMs, NOTHING } from '../value/units.ts';
import { amountFieldOf, notionalDenial, termsDenial } from './check-terms.ts';
import type {
  DecisionContext,
  Denial,
  MarketView,
  OrderRequest,
  PlaceOco,
  PlaceOrder,
} from './command.ts';
import { type Decided, denied } from './denied.ts';
import { type Entry, entryDenial } from './entry.ts';
import type { OrderPlaced } from './event.ts';
import { likenessOf } from './notes.ts';
import { limitOf, orderFrom } from './order-from.ts';
import { allow } from './risk.ts';
import { type Account, freeOf } from './state.ts';

export function placeOrder(
  state: Account,
  command: PlaceOrder,
  at: EpochMs,
  context: DecisionContext,
): Decided {
  const { market, receivedAt } = command;
  const entered = entryOf(state, command, market, context);
  if (!entered.ok) return entered;
  const drafted = draft(state, command, entered.value, receivedAt, at);
  if (!drafted.ok) return drafted;
  const placed = drafted.value;
  const order = orderFrom(placed, state.accountId, state.revision + 1);
  const allowed = allow(state, intentOf([order], at), context);
  if (!allowed.ok) return allowed;
  Object.assign(placed, allowed.marks);
  placed.hold = holdOf(order);
  if (placed.hold > freeOf(state, holdAssetOf(order))) {
    return denied('RISK_INSUFFICIENT_FUNDS', amountFieldOf(placed.terms));
  }
  return ok([placed]);
}

/** The first leg holds for itself until the second one is there; then one of them holds for both. */
export function placeOco(
  state: Account,
  command: PlaceOco,
  at: EpochMs,
  context: DecisionContext,
): Decided {
  const { market, receivedAt, legs } = command;
  const entered = entryOf(state, legs[0], market, context);
  if (!entered.ok) return entered;
  const wrong = wrongPair(legs[0].terms, legs[1].terms);
  if (wrong !== undefined) return denied('ORDER_TERMS', wrong);
  const first = draft(state, legs[0], entered.value, receivedAt, at);
  if (!first.ok) return first;
  const second = draft(state, legs[1], entered.value, receivedAt, at);
  if (!second.ok) return second;
  const { accountId, revision } = state;
  first.value.partnerId = orderIdOf(accountId, revision + 2);
  second.value.partnerId = orderIdOf(accountId, revision + 1);
  const one = orderFrom(first.value, accountId, revision + 1);
  const other = orderFrom(second.value, accountId, revision + 2);
  first.value.hold = holdOf(one);
  pairOrders(one, other);
  second.value.hold = holdOf(other);
  const allowed = allow(state, intentOf([one, other], at), context);
  if (!allowed.ok) return allowed;
  Object.assign(first.value, allowed.marks);
  if (holdOf(one) + holdOf(other) > freeOf(state, holdAssetOf(one))) {
    return denied('RISK_INSUFFICIENT_FUNDS', 'quantity');
  }
  return ok([first.value, second.value]);
}

/** The market that an order may go to. */
function entryOf(
  state: Account,
  { terms: { symbol, side, quantity } }: OrderRequest,
  market: MarketView | undefined,
  { delisted }: DecisionContext,
): Result<MarketView, Denial> {
  const addedLots = typeof quantity === 'number' ? BigInt(quantity) : undefined;
  const entry: Entry = { symbol, side, addedLots };
  const refused = entryDenial(state, entry, market);
  if (refused !== undefined) return refused;
  if (market === undefined) return denied('ORDER_UNKNOWN_SYMBOL', 'symbol');
  const { base, quote } = market.instrument.units;
  const isGone = delisted?.has(base) || delisted?.has(quote);
  return isGone ? denied('LEDGER_ASSET_DELISTED', 'symbol') : ok(market);
}

/** New orders, alone or as a pair, as the limits see them. */
function intentOf(orders: readonly [Order, ...Order[]], at: EpochMs): Intent {
  const [{ units, asked }] = orders;
  return {
    units,
    side: asked.side,
    at,
    orders: orders.length,
    messages: orders.length,
    legs: orders.map(legOf),
    addedLots: orders.reduce((sum, order) => sum + BigInt(exposureOf(order).lots), 0n),
    addedMoney: orders.reduce((sum, { moneyLeft = NOTHING }) => sum + moneyLeft, 0n),
  };
}

function legOf({ asked, limit, moneyLeft, ...order }: Order): IntentLeg {
  const { quantity, stopPrice } = asked;
  const worth = moneyLeft ?? notional(limit, order.quantity, order.units.notionalUnit);
  return { quantity, limit, notional: worth, stopPrice, likeness: likenessOf(asked) };
}

type Asked = OrderRequest['terms'];

const SHARED = ['symbol', 'side', 'timeInForce', 'expiresAt', 'quantity', 'strategy'] as const;

/** The first field that makes two orders no pair: they share these, and one waits while the other stands. */
function wrongPair(first: Asked, second: Asked): keyof Asked | undefined {
  const differs = SHARED.find((field) => first[field] !== second[field]);
  if (differs !== undefined) return differs;
  if (first.type !== 'limit' || !waitsForStop(second.type)) return 'type';
  return wrongTerm(first) ?? wrongTerm(second);
}

/** The event of an order that passes every rule but those that look at the account. Its hold is not reckoned yet. */
function draft(
  state: Account,
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
  const { tier, makerRate, takerRate } = ratesOf(state, instrument, at);
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
  if (state.ownerGroup !== state.accountId) placed.ownerGroup = state.ownerGroup;
  if (protection !== undefined) placed.protection = protection;
  const dueAt = dueAtOf(checked, at);
  if (dueAt !== undefined) placed.dueAt = dueAt;
  return notionalDenial(instrument, limitOf(placed), checked) ?? ok(placed);
}

/** The rates that the account has in a market today. */
export function ratesOf({ volumes }: Account, instrument: Instrument, at: EpochMs) {
  const days = volumes.get(instrument.units.quote) ?? [];
  return tierOf(instrument, volumeBefore(days, dayOf(at)));
}
