import { strictEqual, throws } from 'node:assert';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { canonicalJson, chainHash, eventId, GENESIS_HASH } from '../src/index.ts';

// The library's types say that it is a module with a default; what it is, is a function.
const canonicalize = createRequire(import.meta.url)('canonicalize') as (value: unknown) => string;

const storable = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), {
      maxKeys: 6,
      noNullPrototype: true,
    }),
  ),
})).value;

describe('canonical JSON', () => {
  test('equals RFC 8785 as an independent library writes it', () => {
    fc.assert(
      fc.property(storable, (value) => {
        strictEqual(canonicalJson(value), canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([[0.5], [1n], [Number.NaN], [-0], [2 ** 53], ['\ud800'], [undefined]])(
    'refuses %s',
    (value) => {
      throws(() => canonicalJson({ value: [value] }), /Invariant/);
    },
  );
});

describe('the hash chain', () => {
  test('is SHA-256 over the previous hash as it is written and the canonical form in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (canonical) => {
        const bytes = Buffer.from(canonical, 'utf8');
        const want = createHash('sha256').update('0'.repeat(64)).update(bytes).digest('hex');
        strictEqual(chainHash(GENESIS_HASH, canonical), want);
      }),
    );
  });

  test('gives equal ids to equal events only', () => {
    const event = { stream: 'account-ann', revision: 7, hash: GENESIS_HASH };
    strictEqual(eventId(event), eventId({ ...event }));
    strictEqual(eventId(event) === eventId({ ...event, revision: 8 }), false);
    strictEqual(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(eventId(event)),
      true,
    );
  });
});
