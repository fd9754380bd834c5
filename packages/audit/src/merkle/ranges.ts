/** Leaves from `start` to before `end`: a subtree. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The subtrees whose roots prove that leaf `index` is in the tree of `size` leaves, from the leaf up: PATH of
 * RFC 9162 §2.1.3.1. `index` is below `size`.
 */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  return path(index, { start: 0, end: size });
}

function path(index: number, { start, end }: Range): readonly Range[] {
  if (end - start === 1) return [];
  const middle = start + largestPowerBelow(end - start);
  const [left, right] = [
    { start, end: middle },
    { start: middle, end },
  ];
  return index < middle ? [...path(index, left), right] : [...path(index, right), left];
}

/**
 * The subtrees whose roots prove that the tree of `newer` leaves begins with that of `older`: SUBPROOF of
 * RFC 9162 §2.1.4.1. `older` is above 0 and not above `newer`.
 */
export function consistencyRanges(older: number, newer: number): readonly Range[] {
  return subproof(older, { start: 0, end: newer }, true);
}

/** @param isWhole the older tree is a subtree whose root who checks knows already */
function subproof(older: number, { start, end }: Range, isWhole: boolean): readonly Range[] {
  if (older === end) return isWhole ? [] : [{ start, end }];
  const middle = start + largestPowerBelow(end - start);
  const [left, right] = [
    { start, end: middle },
    { start: middle, end },
  ];
  return older <= middle
    ? [...subproof(older, left, isWhole), right]
    : [...subproof(older, right, false), left];
}

/** The largest power of two below `count`, which is above 1. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (2 * power < count) power *= 2;
  return power;
}
