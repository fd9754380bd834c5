import { type Catalogue, formatLimits, limitsOf, marketIn } from '@truetape/codec';
import type { Data } from '@truetape/contracts';
import {
  type Account,
  type Asset,
  type ClosedOrders,
  count,
  type EpochMs,
  holdingOf,
  type KnownRequest,
  type KnownTransfer,
  type Minor,
  minor,
  NO_LOTS,
  NOTHING,
  newAccount,
  type Order,
  type OrderTerms,
  orderIdOf,
  type PendingWithdrawal,
  pairOrders,
} from '@truetape/domain';
import type { Writable } from '@truetape/kernel';
import {
  restorePosition,
  type StoredPosition,
  type StoredVolume,
  storedPosition,
  storedVolume,
  volumeOf,
} from './stored-position.ts';

/**
 * An account as JSON has it, without its closed orders: equal accounts give equal text. Amounts of money are minor units
 * as text.
 */
export interface StoredAccount {
  readonly accountId: string;
  readonly ownerGroup: string;
  readonly openedAt: number;
  readonly status: Account['status'];
  readonly isKilled: boolean;
  readonly silence?: Account['silence'];
  readonly limits: Data<'LimitsChanged'>['limits'];
  readonly groupLimits?: Data<'LimitsChanged'>['limits'] | undefined;
  readonly positions: readonly StoredPosition[];
  readonly volumes: readonly (readonly [asset: string, readonly StoredVolume[]])[];
  readonly pace: readonly number[];
  readonly alike: readonly (readonly [likeness: string, at: number])[];
  readonly revision: number;
  readonly at: number;
  readonly balances: readonly (readonly [asset: Asset, total: string, held: string])[];
  readonly withdrawals: readonly (readonly [withdrawalId: string, StoredWithdrawal])[];
  readonly settled: readonly (readonly [symbol: string, marketRevision: number])[];
  readonly received: readonly (readonly [accountId: string, sentRevision: number])[];
  readonly obeyed: readonly (readonly [accountId: string, riskRevision: number])[];
  readonly corrected: number;
  readonly references: readonly (readonly [string, StoredTransfer])[];
  readonly keys: readonly (readonly [string, KnownRequest])[];
  /** As they were placed. */
  readonly orders: StoredOrders;
}

/** What many orders have in common stands once: an account remembers tens of thousands. */
export interface StoredOrders {
  readonly forms: readonly Form[];
  readonly rows: readonly StoredOrder[];
}

type Stored<T> = Omit<T, 'amount'> & { readonly amount: string };
type StoredTransfer = Stored<KnownTransfer>;
type StoredWithdrawal = Stored<PendingWithdrawal>;

/** What orders have in common. */
type Form = Pick<
  OrderTerms,
  'symbol' | 'side' | 'type' | 'timeInForce' | 'postOnly' | 'selfTradePrevention'
> &
  Pick<Order, 'makerRate' | 'takerRate'>;

/** What each order asks for itself. */
type OwnTerms = Omit<OrderTerms, keyof Form | 'quoteQuantity'> & {
  readonly quoteQuantity?: string;
};

/** What few orders have. */
type Rest = Pick<Order, 'dueAt' | 'partnerId' | 'reason' | 'hasYielded'> & {
  readonly pending?: Order['pending'];
  readonly moneyLeft?: string;
};

type StoredOrder = readonly [
  form: number,
  clientOrderId: string,
  placedRevision: number,
  status: Order['status'],
  limit: Order['limit'],
  quantity: Order['quantity'],
  filled: Order['filled'],
  feeAccrual: string,
  feeCharged: string,
  hold: string,
  asked: OwnTerms,
  rest: Rest,
];

export function storedAccount(state: Account, catalogue: Catalogue): StoredAccount {
  const { accountId, ownerGroup, openedAt, status, isKilled, silence, revision, at } = state;
  return {
    accountId,
    ownerGroup,
    openedAt,
    status,
    isKilled,
    silence,
    limits: formatLimits(state.limits, catalogue),
    groupLimits: state.groupLimits && formatLimits(state.groupLimits, catalogue),
    positions: [...state.holdings].map(storedPosition),
    volumes: byName(state.volumes).map(([asset, days]) => [asset, days.map(storedVolume)]),
    pace: state.pace,
    alike: [...state.alike],
    revision,
    at,
    balances: byName(state.balances).map(
      ([asset, { total, held }]) => [asset, `${total}`, `${held}`] as const,
    ),
    withdrawals: withAmounts(state.withdrawals, textOfAmount),
    settled: byName(state.settled),
    received: byName(state.received),
    obeyed: byName(state.obeyed),
    corrected: state.corrected,
    references: withAmounts(state.references, textOfAmount),
    keys: [...state.keys],
    orders: storedOrders(state.orders.values()),
  };
}

/** In the order in which they are given. */
export function storedOrders(orders: Iterable<Order>): StoredOrders {
  const forms = new Map<string, number>();
  const rows = [...orders].map((order) => storedOrder(order, forms));
  return { forms: [...forms.keys()].map((form) => JSON.parse(form) as Form), rows };
}

export function accountOf(
  stored: StoredAccount,
  closed: ClosedOrders,
  catalogue: Catalogue,
): Account {
  const state = newAccount({ ...stored, openedAt: stored.openedAt as EpochMs }, closed);
  const { status, isKilled, silence, revision, at, corrected } = stored;
  Object.assign(state, { status, isKilled, silence, revision, at, corrected });
  for (const [asset, total, held] of stored.balances) {
    state.balances.set(asset, { total: amountOf(total), held: amountOf(held) });
  }
  fill(state.withdrawals, withAmounts(stored.withdrawals, amountOf));
  fill(state.settled, stored.settled);
  fill(state.received, stored.received);
  fill(state.obeyed, stored.obeyed);
  fill(state.references, withAmounts(stored.references, amountOf));
  // JSON has null where there was nothing.
  fill(
    state.keys,
    stored.keys.map(([key, { content, ...known }]) => [
      key,
      { ...known, content: content.map((said) => said ?? undefined) },
    ]),
  );
  state.limits = limitsOf(stored.limits, catalogue);
  state.groupLimits = stored.groupLimits && limitsOf(stored.groupLimits, catalogue);
  state.pace.push(...(stored.pace as EpochMs[]));
  fill(state.alike, stored.alike as readonly (readonly [string, EpochMs])[]);
  fill(
    state.volumes,
    stored.volumes.map(([asset, days]) => [asset, days.map(volumeOf)] as const),
  );
  for (const position of stored.positions) restorePosition(state, position, catalogue);
  for (const order of ordersOf(stored.orders, state.accountId, catalogue)) {
    state.orders.set(order.orderId, order);
    state.clientOrderIds.set(order.clientOrderId, order.orderId);
  }
  for (const order of state.orders.values()) {
    const partner = order.partnerId === undefined ? undefined : state.orders.get(order.partnerId);
    if (partner !== undefined) pairOrders(order, partner);
  }
  for (const order of state.orders.values()) count(holdingOf(state, order).interest, order);
  return state;
}

/** Orders without their partners. */
export function ordersOf(
  stored: StoredOrders,
  accountId: string,
  catalogue: Catalogue,
): readonly Order[] {
  const forms = stored.forms.map((form) => ({
    form,
    units: marketIn(catalogue, form.symbol).instrument.units,
  }));
  return stored.rows.map((row) => orderOf(row, forms[row[0]] as (typeof forms)[number], accountId));
}

/** JSON leaves out what is undefined. */
function storedOrder(order: Order, forms: Map<string, number>): StoredOrder {
  const { asked, makerRate, takerRate, pending, moneyLeft } = order;
  const { symbol, side, type, timeInForce, postOnly, selfTradePrevention } = asked;
  const ofAll = { symbol, side, type, timeInForce, postOnly, selfTradePrevention };
  const form = JSON.stringify({ ...ofAll, makerRate, takerRate });
  if (!forms.has(form)) forms.set(form, forms.size);
  const { price, stopPrice, trailingOffset, quantity, displayQuantity, expiresAt, strategy } =
    asked;
  const quoteQuantity = textOf(asked.quoteQuantity);
  const { dueAt, partnerId, reason, hasYielded } = order;
  return [
    forms.get(form) as number,
    order.clientOrderId,
    order.placedRevision,
    order.status,
    order.limit,
    order.quantity,
    order.filled,
    `${order.feeAccrual}`,
    `${order.feeCharged}`,
    `${order.hold}`,
    {
      price,
      stopPrice,
      trailingOffset,
      quantity,
      quoteQuantity,
      displayQuantity,
      expiresAt,
      strategy,
    } as OwnTerms,
    {
      dueAt,
      partnerId,
      reason,
      pending: pending.length === 0 ? undefined : pending,
      moneyLeft: textOf(moneyLeft),
      hasYielded,
    } as Rest,
  ];
}

/** Set, not spread: there are hundreds of thousands of them at a start. */
function orderOf(
  row: StoredOrder,
  { form, units }: { readonly form: Form; readonly units: Order['units'] },
  accountId: string,
): Order {
  const order: Writable<Order> = {
    orderId: orderIdOf(accountId, row[2]),
    clientOrderId: row[1],
    placedRevision: row[2],
    asked: askedOf(form, row[10]),
    units,
    makerRate: form.makerRate,
    takerRate: form.takerRate,
    status: row[3],
    limit: row[4],
    quantity: row[5],
    filled: row[6],
    feeAccrual: amountOf(row[7]),
    feeCharged: amountOf(row[8]),
    pending: NO_TERMS,
    hold: amountOf(row[9]),
    openLots: NO_LOTS,
    openNotional: NOTHING,
  };
  const { moneyLeft, dueAt, partnerId, reason, pending, hasYielded } = row[11];
  if (moneyLeft !== undefined) order.moneyLeft = amountOf(moneyLeft);
  if (dueAt !== undefined) order.dueAt = dueAt;
  if (partnerId !== undefined) order.partnerId = partnerId;
  if (reason !== undefined) order.reason = reason;
  if (pending !== undefined) order.pending = pending;
  if (hasYielded !== undefined) order.hasYielded = hasYielded;
  return order;
}

function askedOf(form: Form, own: OwnTerms): OrderTerms {
  const asked: Writable<OrderTerms> = {
    symbol: form.symbol,
    side: form.side,
    type: form.type,
    timeInForce: form.timeInForce,
    postOnly: form.postOnly,
    selfTradePrevention: form.selfTradePrevention,
  };
  const { price, stopPrice, trailingOffset, quantity, quoteQuantity } = own;
  const { displayQuantity, expiresAt, strategy } = own;
  if (price !== undefined) asked.price = price;
  if (stopPrice !== undefined) asked.stopPrice = stopPrice;
  if (trailingOffset !== undefined) asked.trailingOffset = trailingOffset;
  if (quantity !== undefined) asked.quantity = quantity;
  if (quoteQuantity !== undefined) asked.quoteQuantity = amountOf(quoteQuantity);
  if (displayQuantity !== undefined) asked.displayQuantity = displayQuantity;
  if (expiresAt !== undefined) asked.expiresAt = expiresAt;
  if (strategy !== undefined) asked.strategy = strategy;
  return asked;
}

type Entries<Value> = Iterable<readonly [key: string, value: Value]>;

function fill<Value>(map: Map<string, Value>, entries: Entries<Value>): void {
  for (const [key, value] of entries) map.set(key, value);
}

/** The same entries, with amounts of another type. */
const withAmounts = <From, To, Value extends { readonly amount: From }>(
  entries: Entries<Value>,
  convert: (amount: From) => To,
) =>
  [...entries].map(([key, value]) => [key, { ...value, amount: convert(value.amount) }] as const);

const textOfAmount = (amount: Minor) => `${amount}`;

const NO_TERMS: Order['pending'] = [];

const amountOf = (text: string): Minor => (text === '0' ? NOTHING : minor(BigInt(text)));

const textOf = (amount: bigint | undefined) => (amount === undefined ? undefined : `${amount}`);

function byName<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
