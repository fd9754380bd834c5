import type { Data, PlaceOrder } from '@truetape/contracts';
import { dayAfter, dayOf } from './day.ts';
import { type Atto, atto, ONE, shown, times } from './decimal.ts';
import { type ModelOrder, placedOrder } from './model-order.ts';
import type { ModelInstrument, ModelVenue } from './model-venue.ts';
import { certain, type Problem } from './problem.ts';
import type { When } from './risk/notes.ts';

const AMOUNTS = [
  'price',
  'stopPrice',
  'trailingOffset',
  'quantity',
  'quoteQuantity',
  'displayQuantity',
] as const;
const RESTS = ['GTC', 'GTD', 'DAY'];
const AT_ONCE = ['IOC', 'FOK'];

/** As `docs/reference/matching.md` has it: what each type must have, may have, and how long it may live. */
const FORMS: Readonly<
  Record<
    PlaceOrder['type'],
    {
      readonly must: readonly string[];
      readonly may: readonly string[];
      readonly lives: readonly string[];
    }
  >
> = {
  limit: { must: ['price', 'quantity'], may: ['displayQuantity'], lives: [...RESTS, ...AT_ONCE] },
  market: { must: [], may: ['quantity', 'quoteQuantity'], lives: AT_ONCE },
  stop: { must: ['stopPrice', 'quantity'], may: [], lives: RESTS },
  'stop-limit': {
    must: ['stopPrice', 'price', 'quantity'],
    may: ['displayQuantity'],
    lives: RESTS,
  },
  'trailing-stop': { must: ['trailingOffset', 'quantity'], may: [], lives: RESTS },
};

/** What an order's time in force is where it says none. */
const livesOf = ({ type, timeInForce }: PlaceOrder) =>
  timeInForce ?? (type === 'market' ? 'IOC' : 'GTC');

/** Whether a field is missing, or there and must not be. */
export function formProblem(order: PlaceOrder): boolean {
  const { must, may, lives } = FORMS[order.type];
  const life = livesOf(order);
  const rests = RESTS.includes(life);
  const has = (field: (typeof AMOUNTS)[number]) => order[field] !== undefined;
  return (
    !lives.includes(life) ||
    AMOUNTS.some((field) =>
      has(field) ? !must.includes(field) && !may.includes(field) : must.includes(field),
    ) ||
    has('quantity') === has('quoteQuantity') ||
    (has('quoteQuantity') && (order.side !== 'buy' || life !== 'IOC')) ||
    (has('displayQuantity') && !rests) ||
    (order.postOnly === true && (order.type !== 'limit' || !rests)) ||
    (order.expiresAt !== undefined) !== (life === 'GTD')
  );
}

const PRICE_TICKS_MAX = 2n ** 40n;
const UNITS_MAX = 2n ** 53n - 1n;

/** Why the values of an order are refused, whoever places it. `any`: it depends on the last trade that its process has read. */
export function* valueProblems(
  order: PlaceOrder,
  instrument: ModelInstrument,
  { lastPrices }: ModelVenue,
  { earliestMs, latestMs }: When,
): Generator<Problem, void> {
  for (const field of ['price', 'stopPrice', 'trailingOffset'] as const) {
    yield* certain(priceProblem(order[field], instrument));
  }
  yield* certain(sizeProblem(order, instrument));
  if (order.expiresAt !== undefined) {
    const atMs = Date.parse(order.expiresAt);
    const broken = atMs <= earliestMs ? 'yes' : atMs <= latestMs ? 'perhaps' : 'no';
    yield { code: 'ORDER_EXPIRY', broken };
  }
  if (order.type === 'market' || order.type === 'trailing-stop') {
    const hasNone = !lastPrices.has(instrument.symbol) && instrument.referencePrice === undefined;
    yield* certain(hasNone ? 'RISK_REFERENCE_PRICE_MISSING' : 'any');
  }
  const limit = limitOf(order, instrument);
  yield* certain(notionalProblem(times(limit, atto(order.quantity ?? '0')), instrument));
}

export function priceProblem(
  decimal: string | undefined,
  { tick }: ModelInstrument,
): string | undefined {
  if (decimal === undefined) return undefined;
  const price = atto(decimal);
  if (price % tick !== 0n) return 'ORDER_TICK_SIZE';
  return price < tick || price > PRICE_TICKS_MAX * tick ? 'ORDER_PRICE_BOUNDS' : undefined;
}

export function quantityProblem(
  decimal: string | undefined,
  { lot, minQuantity, maxQuantity }: ModelInstrument,
): string | undefined {
  if (decimal === undefined) return undefined;
  const quantity = atto(decimal);
  if (quantity % lot !== 0n) return 'ORDER_LOT_SIZE';
  if (quantity < minQuantity) return 'ORDER_QUANTITY_TOO_SMALL';
  return quantity > maxQuantity ? 'ORDER_QUANTITY_TOO_LARGE' : undefined;
}

export function notionalProblem(
  value: Atto,
  { minNotional, maxNotional }: ModelInstrument,
): string | undefined {
  if (value < minNotional) return 'ORDER_NOTIONAL_TOO_SMALL';
  return value > maxNotional ? 'ORDER_NOTIONAL_TOO_LARGE' : undefined;
}

/** An iceberg shows all of what is left at most, and a thousandth of it at least. */
export const isShowable = (display: Atto, left: Atto) =>
  display <= left && display * 1_000n >= left;

function sizeProblem(
  { quantity, quoteQuantity, displayQuantity }: PlaceOrder,
  instrument: ModelInstrument,
): string | undefined {
  const { tick, lot, quoteUnit, minQuantity } = instrument;
  const wrong = quantityProblem(quantity, instrument);
  if (wrong !== undefined) return wrong;
  if (quoteQuantity !== undefined) {
    const money = atto(quoteQuantity);
    const isRight = money > 0n && money % quoteUnit === 0n && money / times(tick, lot) <= UNITS_MAX;
    if (!isRight) return 'ORDER_QUOTE_QUANTITY';
  }
  if (displayQuantity === undefined || quantity === undefined) return undefined;
  const display = atto(displayQuantity);
  const isRight =
    display % lot === 0n && display >= minQuantity && isShowable(display, atto(quantity));
  return isRight ? undefined : 'ORDER_DISPLAY_QUANTITY';
}

/** The price of an order that has one; of a stop, how far below or above its stop price it may trade. */
function limitOf({ type, side, price, stopPrice }: PlaceOrder, instrument: ModelInstrument): Atto {
  if (type !== 'stop') return atto(price ?? '0');
  return protectedFrom(side, atto(stopPrice ?? '0'), instrument.tick, instrument.protectionRate);
}

/** So far from a price somebody may trade: a share of it, rounded towards that price. */
export function protectedFrom(side: PlaceOrder['side'], from: Atto, tick: Atto, rate: Atto): Atto {
  const share = side === 'buy' ? ONE + rate : ONE - rate;
  const scaled = within(from / tick) * share;
  const whole = side === 'buy' ? scaled / ONE : (scaled + ONE - 1n) / ONE;
  return within(whole) * tick;
}

const within = (ticks: bigint) =>
  ticks < 1n ? 1n : ticks > PRICE_TICKS_MAX ? PRICE_TICKS_MAX : ticks;

/** Whether an order says the protection price that follows from its reference price, and none where it has a limit. */
export function isProtectedRight(
  { type, side, stopPrice, trailingOffset, referencePrice, protectionPrice }: Data<'OrderPlaced'>,
  instrument: ModelInstrument,
): boolean {
  if (type === 'limit' || type === 'stop-limit') return protectionPrice === undefined;
  if (referencePrice === undefined || protectionPrice === undefined) return false;
  if (type === 'stop' && referencePrice !== stopPrice) return false;
  const offset = atto(trailingOffset ?? '0');
  const from = atto(referencePrice) + (side === 'buy' ? offset : -offset);
  const furthest = protectedFrom(side, from, instrument.tick, instrument.protectionRate);
  return furthest === atto(protectionPrice);
}

/** Whether an order ends when it says: a GTD order when its client said, a DAY order with its day, any other never. */
export function isDueRight({ timeInForce, at, dueAt, expiresAt }: Data<'OrderPlaced'>): boolean {
  if (timeInForce === 'GTD') return dueAt !== undefined && dueAt === expiresAt && dueAt > at;
  if (timeInForce !== 'DAY') return dueAt === undefined;
  return dueAt === `${dayAfter(dayOf(at))}T00:00:00.000Z`;
}

/** The order that would be placed, for what it would hold where the worst fee is at that rate. */
export function draftOf(
  order: PlaceOrder,
  instrument: ModelInstrument,
  revision: number,
  worstRate: Atto,
): ModelOrder {
  const makerRate = shown(worstRate);
  const takerRate = makerRate;
  const placed = { ...order, makerRate, takerRate } as unknown as Data<'OrderPlaced'>;
  const draft = placedOrder('', revision, placed, instrument);
  draft.limit = limitOf(order, instrument);
  return draft;
}

/** Whether a request asks for what an order was placed for. */
export function isSameOrder(known: ModelOrder, asked: PlaceOrder, isLeg = false): boolean {
  const { placed } = known;
  return (
    (placed.partnerId !== undefined) === isLeg &&
    placed.symbol === asked.symbol &&
    placed.side === asked.side &&
    placed.type === asked.type &&
    placed.timeInForce === livesOf(asked) &&
    placed.postOnly === (asked.postOnly ?? false) &&
    (asked.selfTradePrevention === undefined ||
      placed.selfTradePrevention === asked.selfTradePrevention) &&
    placed.expiresAt === asked.expiresAt &&
    placed.strategy === asked.strategy &&
    AMOUNTS.every((field) => isEqual(placed[field], asked[field]))
  );
}

const isEqual = (one: string | undefined, other: string | undefined) =>
  one === undefined || other === undefined ? one === other : atto(one) === atto(other);
