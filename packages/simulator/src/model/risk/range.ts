import type { Atto } from '../decimal.ts';
import type { Known } from '../knowledge.ts';

/** What something is at least and at most, where only the process that decides knows what it is. */
export interface Range {
  readonly least: Atto;
  readonly most: Atto;
}

export const exactly = (value: Atto): Range => ({ least: value, most: value });

export const isBeyond = ({ least, most }: Range, limit: Atto): Known =>
  least > limit ? 'yes' : most > limit ? 'perhaps' : 'no';

export const sumOf = (ranges: readonly Range[]): Range => ({
  least: ranges.reduce((sum, { least }) => sum + least, 0n),
  most: ranges.reduce((sum, { most }) => sum + most, 0n),
});

/** So much of something whose price is within a range; less than nothing turns it round. */
export function worth(
  quantity: Atto,
  price: Range,
  times: (one: Atto, other: Atto) => Atto,
): Range {
  const [one, other] = [times(quantity, price.least), times(quantity, price.most)];
  return quantity < 0n ? { least: other, most: one } : { least: one, most: other };
}

/** Either of them. */
export const either = (one: Range, other: Range): Range => ({
  least: one.least < other.least ? one.least : other.least,
  most: one.most > other.most ? one.most : other.most,
});
