import { deepStrictEqual as equal } from 'node:assert';
import { canonicalJson } from '@truetape/codec';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { sameJson } from '../src/content.ts';

/** JSON as events have it, with members that are undefined; few names and values, so that equal ones are met often. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(0, 1, -1, '', '0', 'a', true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'b', 'toString', '0'),
      fc.oneof(tie('value'), fc.constant(undefined)),
      { maxKeys: 3 },
    ),
  ),
}));

describe('two values say the same', () => {
  test('exactly when their canonical texts are equal', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        equal(sameJson(one, other), canonicalJson(one) === canonicalJson(other));
      }),
      { numRuns: 5_000 },
    );
  });

  test('also in another order of members, and not when one member is changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), value), value, (one, other) => {
        const reversed = Object.fromEntries(Object.entries(one).reverse());
        equal(sameJson(one, reversed), true);
        const changed = { ...one, a: other };
        equal(sameJson(one, changed), canonicalJson(one) === canonicalJson(changed));
      }),
      { numRuns: 2_000 },
    );
  });
});
