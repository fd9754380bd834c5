import type { RecordedLevel } from '../recording/flow.ts';

export type Side = 'buy' | 'sell';

/** One price at which two books differ. `excessUnits` is above zero where the recorded book has more than ours. */
export interface LevelDifference {
  readonly side: Side;
  readonly priceCents: number;
  readonly excessUnits: number;
}

/** The same levels, in the same order, with the same quantities. */
export function sameLevels(
  left: readonly RecordedLevel[],
  right: readonly RecordedLevel[],
): boolean {
  return (
    left.length === right.length &&
    left.every(([price, quantity], at) => right[at]?.[0] === price && right[at]?.[1] === quantity)
  );
}

/**
 * Where one side of two books differs, over the prices that both lists reach: one extra level near the top pushes
 * another one out of the last place, and that one is no difference of its own.
 */
export function levelDifferences(
  side: Side,
  recorded: readonly RecordedLevel[],
  ours: readonly RecordedLevel[],
): readonly LevelDifference[] {
  const better = (left: number, right: number) => (side === 'buy' ? left >= right : left <= right);
  const reach = [recorded.at(-1)?.[0], ours.at(-1)?.[0]];
  const reached = (price: number) =>
    reach.every((last) => last === undefined || better(price, last));
  const excess = new Map<number, number>();
  for (const [price, quantity] of recorded) excess.set(price, quantity);
  for (const [price, quantity] of ours) excess.set(price, (excess.get(price) ?? 0) - quantity);
  return [...excess]
    .filter(([price, units]) => units !== 0 && reached(price))
    .map(([priceCents, excessUnits]) => ({ side, priceCents, excessUnits }));
}
