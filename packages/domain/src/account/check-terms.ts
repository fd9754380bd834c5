import type { Failed } from '@truetape/kernel';
import type { Instrument } from '../instrument/instrument.ts';
import { isShowable, type OrderTerms, wrongTerm } from '../order/terms.ts';
import { notional } from '../value/arithmetic.ts';
import {
  type EpochMs,
  NO_LOTS,
  OFF_GRID,
  PRICE_TICKS_MAX,
  type PriceTicks,
} from '../value/units.ts';
import type { Denial, OrderRequest } from './command.ts';
import { denied } from './denied.ts';

type Asked = OrderRequest['terms'];
type Checked = Failed<Denial> | undefined;

/** The rules of terms that look at nothing but the instrument and the time, in the order in which they are asked. */
export function termsDenial(terms: Asked, instrument: Instrument, at: EpochMs): Checked {
  const wrong = wrongTerm(terms);
  if (wrong !== undefined) return denied('ORDER_TERMS', wrong);
  return (
    pricesDenial(terms) ??
    quantityDenial(terms, instrument) ??
    quoteQuantityDenial(terms, instrument) ??
    displayDenial(terms, instrument) ??
    (terms.expiresAt !== undefined && terms.expiresAt <= at
      ? denied('ORDER_EXPIRY', 'expiresAt')
      : undefined)
  );
}

const PRICES = ['price', 'stopPrice', 'trailingOffset'] as const;

export function pricesDenial(terms: Pick<Asked, (typeof PRICES)[number]>): Checked {
  for (const field of PRICES) {
    const price = terms[field];
    if (price === OFF_GRID) return denied('ORDER_TICK_SIZE', field);
    if (price !== undefined && (price < 1 || price > PRICE_TICKS_MAX)) {
      return denied('ORDER_PRICE_BOUNDS', field);
    }
  }
  return undefined;
}

export function quantityDenial(
  { quantity }: Pick<Asked, 'quantity'>,
  { minQuantity, maxQuantity }: Instrument,
): Checked {
  if (quantity === undefined) return undefined;
  if (quantity === OFF_GRID) return denied('ORDER_LOT_SIZE', 'quantity');
  if (quantity < minQuantity) return denied('ORDER_QUANTITY_TOO_SMALL', 'quantity');
  if (quantity > maxQuantity) return denied('ORDER_QUANTITY_TOO_LARGE', 'quantity');
  return undefined;
}

/** A market counts money in units of one tick times one lot, as safe integers. */
const MONEY_UNITS_MAX = BigInt(Number.MAX_SAFE_INTEGER);

function quoteQuantityDenial({ quoteQuantity }: Asked, { units }: Instrument): Checked {
  if (quoteQuantity === undefined) return undefined;
  const isSpendable =
    quoteQuantity !== OFF_GRID &&
    quoteQuantity > 0n &&
    quoteQuantity / units.notionalUnit <= MONEY_UNITS_MAX;
  return isSpendable ? undefined : denied('ORDER_QUOTE_QUANTITY', 'quoteQuantity');
}

function displayDenial({ displayQuantity, quantity }: Asked, { minQuantity }: Instrument): Checked {
  if (displayQuantity === undefined) return undefined;
  const isRight =
    displayQuantity !== OFF_GRID &&
    quantity !== undefined &&
    quantity !== OFF_GRID &&
    displayQuantity >= minQuantity &&
    isShowable(displayQuantity, quantity);
  return isRight ? undefined : denied('ORDER_DISPLAY_QUANTITY', 'displayQuantity');
}

/** What an order is worth at the worst price it may trade at, or what it spends, is within the instrument's bounds. */
export function notionalDenial(
  { units, minNotional, maxNotional }: Instrument,
  limit: PriceTicks,
  terms: Pick<OrderTerms, 'quantity' | 'quoteQuantity'>,
): Checked {
  const { quantity = NO_LOTS, quoteQuantity } = terms;
  const value = quoteQuantity ?? notional(limit, quantity, units.notionalUnit);
  const field = amountFieldOf(terms);
  if (value < minNotional) return denied('ORDER_NOTIONAL_TOO_SMALL', field);
  if (value > maxNotional) return denied('ORDER_NOTIONAL_TOO_LARGE', field);
  return undefined;
}

/** The field that says how much an order is for. */
export const amountFieldOf = ({ quoteQuantity }: { readonly quoteQuantity?: unknown }) =>
  quoteQuantity === undefined ? 'quantity' : 'quoteQuantity';
