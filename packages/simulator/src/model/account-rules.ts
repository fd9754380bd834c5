import type { Data } from '@truetape/contracts';
import { idOf } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { holds, Violation } from '../violation.ts';
import type { AccountRule } from './account-rule.ts';
import { CONTROL_RULES } from './control-rules.ts';
import { CORRECTION_RULES } from './corrections/settled-rule.ts';
import { dayOf } from './day.ts';
import { type Atto, atto, ONE, shown, times } from './decimal.ts';
import { SETTLEMENTS } from './expected-settlement.ts';
import type { ModelAccount } from './model-account.ts';
import { holdAsset, type ModelOrder, placedOrder, remaining } from './model-order.ts';
import type { ModelParts } from './model-parts.ts';
import { MONEY_RULES } from './money-rules.ts';
import { checkPlaced, checkReplacing } from './placed-rules.ts';
import { remember } from './remember.ts';
import { likenessOf } from './risk/intents.ts';
import { same } from './same.ts';
import { suspend } from './suspense.ts';

const SETTLED = [
  'TradeSettled',
  'TradePreventionSettled',
  'OrderClosed',
  'OrderReplaceSettled',
] as const;
const REQUESTED = [
  'OrderPlaced',
  'OrderCancelRequested',
  'OrderReplaceRequested',
  'OrdersCancelRequested',
] as const;
type OfOrders = (typeof SETTLED)[number] | (typeof REQUESTED)[number];

/** What each event about orders must be, and what it changes. */
const ORDER_RULES: { readonly [Type in OfOrders]: AccountRule<Type> } = {
  OrderPlaced: ({ data, revision }, account, model) => {
    const instrument = model.venue.instruments.get(data.symbol);
    if (instrument === undefined) throw new Violation('an order is of a market', data.symbol);
    const { clientOrderId, partnerId } = data;
    holds(!account.named.has(clientOrderId), 'one effect per clientOrderId', () => clientOrderId);
    const order = placedOrder(account.accountId, revision, data, instrument);
    const partner = partnerId === undefined ? undefined : account.orders.get(partnerId);
    checkPlaced(order, partner, account, model);
    account.orders.set(order.orderId, order);
    account.openOrders.add(order);
    account.named.set(clientOrderId, order);
    account.notes.add(data.at, likenessOf(data));
    if (partner !== undefined) pair(order, partner);
    account.rehold(order);
    checkHold(order, data.hold);
  },
  OrderCancelRequested: ({ data, revision }, account) => {
    const { orderId, idempotencyKey } = data;
    open(account, orderId);
    account.notes.add(data.at);
    remember(account.keys, idempotencyKey, { revision, content: `cancel ${orderId}` });
  },
  OrderReplaceRequested: ({ data, revision }, account, model) => {
    const { orderId, price, quantity, idempotencyKey } = data;
    const order = open(account, orderId);
    checkReplacing(order, data, account, model);
    account.notes.add(data.at);
    order.asked.set(revision, { price: atto(price), quantity: atto(quantity) });
    account.rehold(order);
    checkHold(order, data.hold);
    const content = `replace ${orderId} ${price} ${quantity}`;
    remember(account.keys, idempotencyKey, { revision, content });
  },
  OrdersCancelRequested: ({ data, revision }, account) => {
    account.mustCancel = false;
    account.notes.add(data.at);
    const content = `cancel all ${data.symbol ?? ''}`;
    remember(account.keys, data.idempotencyKey, { revision, content });
  },
  TradeSettled: (event, account, model) => {
    checkSettlement(event, account, model);
    const { at, price, quantity, symbol, legs } = event.data;
    const instrument = model.venue.instruments.get(symbol);
    if (instrument !== undefined) {
      model.corrections.trades.settle(account.accountId, event.data, instrument);
    }
    const day = dayOf(at);
    const traded = { day, quantity: atto(quantity), notional: times(atto(price), atto(quantity)) };
    for (const leg of legs) settleLeg(account, model, leg, traded);
  },
  TradePreventionSettled: (event, account, model) => {
    checkSettlement(event, account, model);
    for (const { orderId, quantity, remaining: left } of event.data.legs) {
      const order = open(account, orderId);
      if (order.money === undefined) order.quantity -= atto(quantity);
      else spend(order, times(atto(event.data.price), atto(quantity)), atto(left));
      checkRemaining(order, left);
      account.rehold(order);
    }
  },
  OrderClosed: (event, account, model) => {
    checkSettlement(event, account, model);
    account.close(open(account, event.data.orderId), event.data.status);
  },
  OrderReplaceSettled: (event, account, model) => {
    checkSettlement(event, account, model);
    const { orderId, price, quantity, replaced, requestRevision } = event.data;
    const order = open(account, orderId);
    holds(order.asked.delete(requestRevision), 'a replace is answered once', () => orderId);
    if (replaced) {
      order.limit = atto(price);
      order.quantity = atto(quantity);
    }
    account.rehold(order);
  },
};

/** Of every event that an account may have. */
export const ACCOUNT_RULES = {
  ...ORDER_RULES,
  ...MONEY_RULES,
  ...CONTROL_RULES,
  ...CORRECTION_RULES,
} as const;

/** A settlement is the one that the next outcome of its market asks for: none is skipped, none comes twice. */
function checkSettlement(
  event: RecordedEvent,
  account: ModelAccount,
  { unsettled }: ModelParts,
): void {
  const { symbol, marketRevision } = event.data as Data<'OrderClosed'>;
  for (;;) {
    const outcome = unsettled.take(account.accountId, symbol);
    if (outcome === undefined) {
      throw new Violation(
        'settling is exactly once',
        `${event.type} of ${symbol} ${marketRevision}`,
      );
    }
    const expected = SETTLEMENTS[outcome.type]?.(outcome, account);
    if (expected === undefined) continue;
    const { at: _, ...data } = withoutSuspense(event.data as Data<'TradeSettled'>);
    const { stream, revision, correlationId } = outcome;
    const isExpected =
      idOf('market', stream) === symbol &&
      event.type === expected.type &&
      same(data, { ...expected.data, symbol, marketRevision: revision }) &&
      same(event.causation, { stream, revision }) &&
      event.correlationId === correlationId;
    holds(isExpected, 'an outcome is settled as it says', () => {
      const want = JSON.stringify({
        type: expected.type,
        ...expected.data,
        marketRevision: revision,
      });
      return `${want}, not ${event.type} ${JSON.stringify(data)}`;
    });
    return;
  }
}

/** What lies in suspense, the rule of the event looks at. */
const withoutSuspense = ({ legs, ...data }: Partial<Data<'TradeSettled'>>) =>
  legs === undefined ? data : { ...data, legs: legs.map(({ suspended: _, ...leg }) => leg) };

interface Traded {
  readonly day: string;
  readonly quantity: Atto;
  readonly notional: Atto;
}

function settleLeg(
  account: ModelAccount,
  model: ModelParts,
  leg: Data<'TradeSettled'>['legs'][number],
  { day, quantity, notional }: Traded,
): void {
  const { ledger } = model;
  const order = open(account, leg.orderId);
  const { placed, instrument } = order;
  const { base, quote } = instrument;
  const rate = atto(leg.liquidity === 'maker' ? placed.makerRate : placed.takerRate);
  const fee = atto(leg.fee);
  order.filled += quantity;
  order.feeBeforeRounding += (rate * notional) / ONE;
  order.feeCharged += fee;
  if (order.money !== undefined) spend(order, notional, atto(leg.remaining));
  checkRemaining(order, leg.remaining);
  if (order.partner !== undefined) order.partner.hasYielded = true;
  const sign = placed.side === 'buy' ? 1n : -1n;
  account.credit(base, sign * quantity);
  account.credit(quote, -sign * notional - fee);
  ledger.settle(account.accountId, base, sign * quantity);
  ledger.settle(account.accountId, quote, -sign * notional);
  ledger.charge(quote, fee);
  const fill = { bought: sign * quantity, paid: sign * notional, fee };
  account.fill(placed.symbol, placed.strategy ?? '', day, fill);
  account.volumes.add(quote, day, notional);
  suspend(account, model, leg, { instrument, bought: quantity, paid: notional });
  if (leg.remaining === '0') account.close(order, 'filled');
  else account.rehold(order);
}

/** The total of an order by money is what is filled, and what the market says that the rest still buys. */
function spend(order: ModelOrder, money: Atto, left: Atto): void {
  order.money = (order.money ?? 0n) - money;
  holds(order.money >= 0n, 'no order spends more than it was given', () => order.orderId);
  order.quantity = order.filled + left;
}

function checkRemaining(order: ModelOrder, left: string): void {
  holds(
    remaining(order) === atto(left) && remaining(order) >= 0n,
    'an order never fills beyond its quantity',
    () => `${order.orderId} has ${shown(remaining(order))} left, not ${left}`,
  );
}

function checkHold(order: ModelOrder, said: Data<'OrderPlaced'>['hold']): void {
  holds(
    order.hold === atto(said.amount) && holdAsset(order) === said.asset,
    'an order holds what it may cost',
    () => `${order.orderId} holds ${shown(order.hold)}, not ${said.amount} ${said.asset}`,
  );
}

function open(account: ModelAccount, orderId: string): ModelOrder {
  const order = account.orders.get(orderId);
  if (order?.status !== 'open') {
    throw new Violation(
      'only an open order changes',
      `${orderId} is ${order?.status ?? 'unknown'}`,
    );
  }
  return order;
}

function pair(one: ModelOrder, other: ModelOrder): void {
  one.partner = other;
  other.partner = one;
}
