import type { OrderTerms } from '../order/terms.ts';
import { tick } from '../risk/pace.ts';
import { epochMs } from '../value/units.ts';
import type { Account } from './state.ts';

/** Counts a message, where the rate of messages is limited. */
export function noteMessage({ pace, at, limits }: Account): void {
  const { messagesPerSecond } = limits;
  if (messagesPerSecond !== undefined) tick(pace, at, messagesPerSecond);
}

/** Remembers what an order says, where duplicates are denied; what is too old to count is forgotten. */
export function noteLikeness({ alike, at, limits }: Account, terms: OrderTerms): void {
  const { duplicateWindowMs } = limits;
  if (duplicateWindowMs === undefined) return;
  for (const [likeness, last] of alike) {
    if (last > epochMs(at - duplicateWindowMs)) break;
    alike.delete(likeness);
  }
  const likeness = likenessOf(terms);
  // The newest stands last.
  alike.delete(likeness);
  alike.set(likeness, at);
}

const LIKE = [
  'symbol',
  'side',
  'type',
  'price',
  'stopPrice',
  'trailingOffset',
  'quantity',
  'quoteQuantity',
] as const satisfies readonly (keyof OrderTerms)[];

/** Two orders with the same are taken for one that was sent twice, whatever their clients call them. */
export function likenessOf(terms: OrderTerms): string {
  return LIKE.map((field) => terms[field]).join(' ');
}
