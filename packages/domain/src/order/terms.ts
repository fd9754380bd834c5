import type {
  EpochMs,
  MarketSymbol,
  Minor,
  OrderId,
  PriceTicks,
  QuantityLots,
} from '../value/units.ts';

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'market' | 'stop' | 'stop-limit' | 'trailing-stop';
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'GTD' | 'DAY';

/** What happens where an order would trade with another one of its account; the taker's mode decides. */
export type SelfTradePrevention =
  | 'none'
  | 'expire-taker'
  | 'expire-maker'
  | 'expire-both'
  | 'decrement';

/** What a client asked for, to the letter. Which fields an order has, its type says: see {@link wrongTerm}. */
export interface OrderTerms {
  readonly symbol: MarketSymbol;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly selfTradePrevention: SelfTradePrevention;
  /** The worst price of a limit or stop-limit order. */
  readonly price?: PriceTicks;
  /** A stop or stop-limit order waits until somebody trades at this price, or beyond it. */
  readonly stopPrice?: PriceTicks;
  /** How far behind the best price since it was placed the stop of a trailing order follows. */
  readonly trailingOffset?: PriceTicks;
  /** Absent where `quoteQuantity` says how much. */
  readonly quantity?: QuantityLots;
  /** A market buy may say how much of the quote asset it spends instead, fees apart. */
  readonly quoteQuantity?: Minor;
  /** No more than this is shown at once of an order that rests. */
  readonly displayQuantity?: QuantityLots;
  /** When a GTD order ends. */
  readonly expiresAt?: EpochMs;
  /** What its client calls the strategy that it belongs to: positions are kept for each of them, too. */
  readonly strategy?: string;
}

type Field = Exclude<
  keyof OrderTerms,
  'symbol' | 'side' | 'type' | 'selfTradePrevention' | 'strategy'
>;
type Form = Pick<OrderTerms, 'side' | 'type'> & { readonly [F in Field]?: unknown };

const RESTS = ['GTC', 'GTD', 'DAY'] as const satisfies readonly TimeInForce[];
const AT_ONCE = ['IOC', 'FOK'] as const satisfies readonly TimeInForce[];

/** What each type must have, may have, and how long it may live. */
const FORMS: Readonly<
  Record<
    OrderType,
    {
      readonly needs: readonly Field[];
      readonly allows: readonly Field[];
      readonly lives: readonly TimeInForce[];
    }
  >
> = {
  limit: {
    needs: ['price', 'quantity'],
    allows: ['displayQuantity'],
    lives: [...RESTS, ...AT_ONCE],
  },
  market: { needs: [], allows: ['quantity', 'quoteQuantity'], lives: AT_ONCE },
  stop: { needs: ['stopPrice', 'quantity'], allows: [], lives: RESTS },
  'stop-limit': {
    needs: ['price', 'stopPrice', 'quantity'],
    allows: ['displayQuantity'],
    lives: RESTS,
  },
  'trailing-stop': { needs: ['trailingOffset', 'quantity'], allows: [], lives: RESTS },
};

const FIELDS = [
  'price',
  'stopPrice',
  'trailingOffset',
  'quantity',
  'quoteQuantity',
  'displayQuantity',
] as const satisfies readonly Field[];

/** The same as bits, by the place of each field: asked for every order, and again by its market. */
const bitsOf = (fields: readonly Field[]) =>
  fields.reduce((bits, field) => bits | (1 << FIELDS.indexOf(field as (typeof FIELDS)[number])), 0);
const byType = (fields: (form: (typeof FORMS)[OrderType]) => readonly Field[]) =>
  Object.fromEntries(
    Object.entries(FORMS).map(([type, form]) => [type, bitsOf(fields(form))]),
  ) as Readonly<Record<OrderType, number>>;
const MUST_HAVE = byType(({ needs }) => needs);
const MAY_HAVE = byType(({ needs, allows }) => [...needs, ...allows]);

/**
 * The first field that terms must have and lack, or have and must not, by their type: undefined when their form is
 * right. Says nothing of values.
 */
export function wrongTerm(terms: Form): Field | undefined {
  const { type } = terms;
  if (!FORMS[type].lives.includes(terms.timeInForce as TimeInForce)) return 'timeInForce';
  let there = 0;
  for (let i = 0; i < FIELDS.length; i++) {
    if (terms[FIELDS[i] as (typeof FIELDS)[number]] !== undefined) there |= 1 << i;
  }
  const wrong = (there & ~MAY_HAVE[type]) | (MUST_HAVE[type] & ~there);
  if (wrong !== 0) return FIELDS[31 - Math.clz32(wrong & -wrong)];
  return wrongAmount(terms) ?? wrongLife(terms);
}

/** An order is for a quantity or for money, and only a buy that takes at once for money. */
function wrongAmount({ side, timeInForce, quantity, quoteQuantity }: Form): Field | undefined {
  if ((quantity === undefined) === (quoteQuantity === undefined)) return 'quantity';
  if (quoteQuantity === undefined) return undefined;
  if (side !== 'buy') return 'quoteQuantity';
  return timeInForce === 'IOC' ? undefined : 'timeInForce';
}

/** What only an order has that may rest, and what only one has whose client says when it ends. */
function wrongLife(terms: Form): Field | undefined {
  const rests = RESTS.includes(terms.timeInForce as (typeof RESTS)[number]);
  if (terms.displayQuantity !== undefined && !rests) return 'displayQuantity';
  if (terms.postOnly === true && (terms.type !== 'limit' || !rests)) return 'postOnly';
  return (terms.expiresAt === undefined) === (terms.timeInForce === 'GTD')
    ? 'expiresAt'
    : undefined;
}

/** Whether an order waits for its stop before it can trade. */
export function waitsForStop(type: OrderType): boolean {
  return type === 'stop' || type === 'stop-limit' || type === 'trailing-stop';
}

/** An iceberg has so many slices at most: each is at least one trade for whoever takes it. */
export const SLICES_MAX = 1_000;

/** Whether an order may show no more than this of so many lots. */
export function isShowable(displayQuantity: number, lots: number): boolean {
  return displayQuantity <= lots && Math.floor((lots - 1) / SLICES_MAX) < displayQuantity;
}

/** The id of an order follows from where it was placed: nobody chooses it, nobody can guess another's into being. */
export function orderIdOf(accountId: string, placedRevision: number): OrderId {
  return `${accountId}.${placedRevision}`;
}

/** The account in whose stream an order was placed, and the revision there; undefined when it is no order id. */
export function placeOf(orderId: string): { accountId: string; revision: number } | undefined {
  const dot = orderId.lastIndexOf('.');
  const revision = Number(orderId.slice(dot + 1));
  return dot > 0 && Number.isSafeInteger(revision)
    ? { accountId: orderId.slice(0, dot), revision }
    : undefined;
}
