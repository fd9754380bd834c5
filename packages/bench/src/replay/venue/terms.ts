import type { ListInstrument } from '@truetape/contracts';
import type { Recording } from '../recording/flow.ts';
import { decimalOf } from './decimal.ts';

/** Decimals of a recorded price (cents) and of a recorded quantity (10⁻⁸). */
export const PRICE_SCALE = 2;
export const QUANTITY_SCALE = 8;
/** Tick × lot is a whole minor unit of the quote asset from this scale on. */
export const QUOTE_SCALE = PRICE_SCALE + QUANTITY_SCALE;

/** The widest bounds that a recording can need: the venue's own rules have been applied already. */
export function instrumentTerms(symbol: string) {
  return {
    symbol,
    tick: '0.01',
    lot: '0.00000001',
    minQuantity: '0.00000001',
    maxQuantity: '10000',
    minNotional: '0',
    maxNotional: '10000000',
    makerRate: '0',
    takerRate: '0',
  } satisfies ListInstrument;
}

/** Deposits that cover every order of the recording resting at once, at the highest price it names. */
export function deepDeposits(recording: Recording): { base: string; quote: string } {
  let units = 0n;
  let highestCents = 1;
  for (const row of recording.rows) {
    if (row.kind === 'new') units += BigInt(row.quantityUnits);
    if (row.kind !== 'cancel') highestCents = Math.max(highestCents, row.priceCents);
  }
  // Twice, so that fees of a market that was listed by someone else are covered as well.
  const quote = 2n * units * BigInt(highestCents);
  return { base: decimalOf(units, QUANTITY_SCALE), quote: decimalOf(quote, QUOTE_SCALE) };
}
