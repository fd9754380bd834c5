import type { z } from 'zod';
import type * as v from '../values.ts';

export type OrderType = z.infer<typeof v.orderType>;
type TimeInForce = z.infer<typeof v.timeInForce>;

export const AMOUNTS = [
  'price',
  'stopPrice',
  'trailingOffset',
  'quantity',
  'quoteQuantity',
  'displayQuantity',
] as const;
export type Amount = (typeof AMOUNTS)[number];

/** An order as a client writes it, with the fields that its type decides about. */
type Asked = { readonly [Field in Amount | 'expiresAt']?: string | undefined } & {
  readonly type: OrderType;
  readonly side?: z.infer<typeof v.side>;
  readonly timeInForce?: TimeInForce | undefined;
  readonly postOnly?: boolean | undefined;
};

export interface Form {
  readonly needs: readonly Amount[];
  readonly allows: readonly Amount[];
  /** How long it may live; the first one is meant when nothing is said. */
  readonly lives: readonly [TimeInForce, ...TimeInForce[]];
}

export const RESTS = ['GTC', 'GTD', 'DAY'] as const;
const AT_ONCE = ['IOC', 'FOK'] as const;

/** What each type must have, may have, and how long it may live. */
export const FORMS: Readonly<Record<OrderType, Form>> = {
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

/** What an order's time in force is where its client says none. */
export const timeInForceOf = ({ type, timeInForce }: Asked): TimeInForce =>
  timeInForce ?? FORMS[type].lives[0];

const mayRest = (order: Asked) => RESTS.some((lives) => lives === timeInForceOf(order));

/** A rule says what is wrong, or nothing. */
type Rule = readonly [field: string, says: (order: Asked, form: Form) => string | false];

const RULES: readonly Rule[] = [
  ...AMOUNTS.map((field): Rule => [field, (order, form) => wrongAmount(field, order, form)]),
  [
    'quantity',
    ({ type, quantity, quoteQuantity }) =>
      type === 'market' &&
      (quantity === undefined) === (quoteQuantity === undefined) &&
      'a market order needs either a quantity or a quoteQuantity',
  ],
  [
    'quoteQuantity',
    ({ side, quoteQuantity }) =>
      side === 'sell' && quoteQuantity !== undefined && 'only a buy has a quoteQuantity',
  ],
  [
    'displayQuantity',
    (order) =>
      order.displayQuantity !== undefined &&
      !mayRest(order) &&
      'only an order that may rest has a displayQuantity',
  ],
  [
    'postOnly',
    ({ type, postOnly }) =>
      postOnly === true && type !== 'limit' && `a ${type} order cannot be post-only`,
  ],
  [
    'postOnly',
    (order) =>
      order.postOnly === true &&
      order.type === 'limit' &&
      !mayRest(order) &&
      `a post-only order must be ${oneOf(RESTS)}`,
  ],
  [
    'timeInForce',
    (order, { lives }) =>
      !lives.includes(timeInForceOf(order)) && `a ${order.type} order is ${oneOf(lives)}`,
  ],
  [
    'timeInForce',
    ({ quoteQuantity, timeInForce }) =>
      quoteQuantity !== undefined && timeInForce === 'FOK' && 'an order by quoteQuantity is IOC',
  ],
  [
    'expiresAt',
    ({ timeInForce, expiresAt }) =>
      timeInForce === 'GTD' && expiresAt === undefined && 'a GTD order needs an expiresAt',
  ],
  [
    'expiresAt',
    ({ timeInForce, expiresAt }) =>
      timeInForce !== 'GTD' && expiresAt !== undefined && 'only a GTD order has an expiresAt',
  ],
];

function wrongAmount(field: Amount, order: Asked, { needs, allows }: Form): string | false {
  const isNeeded = needs.includes(field);
  if (order[field] === undefined) return isNeeded && `a ${order.type} order needs a ${field}`;
  return !isNeeded && !allows.includes(field) && `a ${order.type} order has no ${field}`;
}

function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Says of every field of an order whose form is wrong what it should be, in the order of the rules. */
export function refuseForm(order: Asked, context: z.RefinementCtx, under: readonly string[] = []) {
  for (const [field, says] of RULES) {
    const message = says(order, FORMS[order.type]);
    if (message === false) continue;
    context.addIssue({ code: 'custom', path: [...under, field], message });
  }
}
