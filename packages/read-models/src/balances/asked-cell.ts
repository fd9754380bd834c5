import { formatMinor, formatTime, type ListedMarket, parseMinor, timeOf } from '@truetape/codec';
import type { OrderTerms } from '@truetape/domain';
import { assert } from '@truetape/kernel';

/** What a client asked for, as it stands in a row: decimals and times as the wire writes them. */
export type AskedCell = Omit<OrderTerms, 'symbol' | 'side' | Counted> & {
  readonly [Field in Counted]?: string;
};

/** The terms that are counted in steps, as money or in milliseconds. */
type Counted = keyof typeof FORMS;

interface Form {
  readonly write: (value: never, market: ListedMarket) => string;
  readonly read: (text: string, market: ListedMarket) => number | bigint;
}

const PRICE: Form = {
  write: (price, { grid }) => grid.formatPrice(price),
  read: (text, { grid }) => onGrid(grid.parsePrice(text)),
};
const QUANTITY: Form = {
  write: (quantity, { grid }) => grid.formatQuantity(quantity),
  read: (text, { grid }) => onGrid(grid.parseQuantity(text)),
};
const MONEY: Form = {
  write: (money, { quoteScale }) => formatMinor(money, quoteScale),
  read: (text, { quoteScale }) => onGrid(parseMinor(text, quoteScale)),
};
const TIME: Form = { write: (time) => formatTime(time), read: (text) => timeOf(text) };

const FORMS = {
  price: PRICE,
  stopPrice: PRICE,
  trailingOffset: PRICE,
  quantity: QUANTITY,
  quoteQuantity: MONEY,
  displayQuantity: QUANTITY,
  expiresAt: TIME,
} as const satisfies { readonly [Field in keyof OrderTerms]?: Form };

export function askedCell(asked: OrderTerms, market: ListedMarket): AskedCell {
  const { symbol, side, ...others } = asked;
  return converted(others, ({ write }, value) => write(value as never, market)) as AskedCell;
}

export function termsIn(
  cell: AskedCell,
  { symbol, side }: Pick<OrderTerms, 'symbol' | 'side'>,
  market: ListedMarket,
): OrderTerms {
  const terms = converted(cell, ({ read }, text) => read(text as string, market));
  return { symbol, side, ...terms } as OrderTerms;
}

function converted(fields: object, convert: (form: Form, value: unknown) => unknown): object {
  const entries = Object.entries(fields).map(([field, value]) => {
    const form = (FORMS as { readonly [field: string]: Form | undefined })[field];
    return [field, form === undefined ? value : convert(form, value)];
  });
  return Object.fromEntries(entries);
}

/** What is in a row is as fine as its asset or market allows. */
export function onGrid<T>(value: T | 'OFF_GRID'): Exclude<T, 'OFF_GRID'> {
  assert(value !== 'OFF_GRID', 'an amount in a row is as fine as its asset or market allows');
  return value as Exclude<T, 'OFF_GRID'>;
}
