import { createSecretKey } from 'node:crypto';
import { values } from '@truetape/contracts';
import { ok } from '@truetape/kernel';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryPersonKeys, type PersonKeys, seal, unseal } from '../../src/index.ts';
import { SEALABLE_BYTES_MAX } from '../../src/personal-data/seal.ts';

const EMAIL = { personId: 'u-1', purpose: 'email' };

let keys: PersonKeys;
beforeEach(async () => {
  keys = memoryPersonKeys();
  for (const id of ['u-1', 'u-2', 'u-1","email']) await keys.create(id);
});

describe('a sealed text', () => {
  test('is the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const sealed = seal(keys, EMAIL, text);
        expect(values.sealed.safeParse(sealed).success).toBe(true);
        expect(unseal(keys, EMAIL, sealed)).toEqual({ ok: true, value: text });
      }),
    );
  });

  test('is another one each time', () => {
    const sealed = Array.from({ length: 100 }, () => seal(keys, EMAIL, 'ann@example.com'));
    expect(new Set(sealed).size).toBe(100);
  });

  test.each([0, 1, SEALABLE_BYTES_MAX])('of %i bytes has a form that events allow', (length) => {
    const text = 'x'.repeat(length);
    const sealed = seal(keys, EMAIL, text);
    expect(values.sealed.safeParse(sealed).error).toBeUndefined();
    expect(unseal(keys, EMAIL, sealed)).toEqual({ ok: true, value: text });
  });

  test('is not made of more than fits', () => {
    const long = `${'x'.repeat(SEALABLE_BYTES_MAX - 1)}é`;
    expect(() => seal(keys, EMAIL, long)).toThrow('Invariant: what is sealed is short');
  });

  test.each([
    { personId: 'u-2', purpose: 'email' },
    { personId: 'u-1', purpose: 'totp' },
    { personId: 'u-1', purpose: '' },
    { personId: 'u-1', purpose: 'Email' },
    { personId: 'u-1","email', purpose: '' },
  ])('cannot be read as %j', (other) => {
    const sealed = seal(keys, EMAIL, 'ann@example.com');
    expect(unseal(keys, other, sealed)).toEqual({ ok: false, failure: 'DAMAGED' });
  });

  test('is bound to its person even where two have the same key', () => {
    const key = createSecretKey(Buffer.alloc(32, 1));
    const same: PersonKeys = { ...keys, keyOf: () => ok(key) };
    const sealed = seal(same, { personId: 'a', purpose: 'bc' }, 'text');
    for (const [personId, purpose] of [
      ['ab', 'c'],
      ['b', 'bc'],
      ['a', 'b'],
    ] as const) {
      expect(unseal(same, { personId, purpose }, sealed).ok).toBe(false);
    }
    expect(unseal(same, { personId: 'a', purpose: 'bc' }, sealed).ok).toBe(true);
  });

  test('is damaged when any character is another one, or is missing', () => {
    const sealed = seal(keys, EMAIL, 'ann@example.com');
    for (let at = 0; at < sealed.length; at += 1) {
      const [before, after] = [sealed.slice(0, at), sealed.slice(at + 1)];
      for (const other of [...'ABCDabcd0189-_+/=. \0é', '']) {
        if (other === sealed[at]) continue;
        const result = unseal(keys, EMAIL, before + other + after);
        expect([at, other, result]).toEqual([at, other, { ok: false, failure: 'DAMAGED' }]);
      }
    }
  });

  test.each(['', 's1', 's1.', 's1.AAAA', 's2.AAAA', `s1.${'A'.repeat(4_000)}`, 'ann@example.com'])(
    'is not %j',
    (text) => {
      expect(unseal(keys, EMAIL, text)).toEqual({ ok: false, failure: 'DAMAGED' });
    },
  );

  test('of somebody who is erased can be read by nobody', async () => {
    const before = seal(keys, EMAIL, 'ann@example.com');
    await keys.erase('u-1');
    const after = seal(keys, EMAIL, 'ann@example.com');
    for (const sealed of [before, after]) {
      expect(unseal(keys, EMAIL, sealed)).toEqual({ ok: false, failure: 'ERASED' });
    }
    expect(values.sealed.safeParse(after).success).toBe(true);
    // Another key that came in the place of the one that was thrown away does not open it either.
    const others = memoryPersonKeys();
    await others.create('u-1');
    for (const sealed of [before, after]) {
      expect(unseal(others, EMAIL, sealed)).toEqual({ ok: false, failure: 'DAMAGED' });
    }
  });

  test('whose key is not here is read as one of somebody erased', () => {
    const sealed = seal(keys, EMAIL, 'ann@example.com');
    expect(unseal(memoryPersonKeys(), EMAIL, sealed)).toEqual({ ok: false, failure: 'ERASED' });
  });

  test('is not made without a key', () => {
    const nobody = { personId: 'u-9', purpose: 'email' };
    expect(() => seal(keys, nobody, 'ann@example.com')).toThrow('Invariant: a key is made before');
  });

  test('that stands in a log can be read for ever', () => {
    const key = createSecretKey(Buffer.from('000102030405060708090a0b0c0d0e0f'.repeat(2), 'hex'));
    const fixed: PersonKeys = { ...keys, keyOf: () => ok(key) };
    const sealed = 's1.EBESExQVFhcYGRob-JDGC9cN-pWtOF6NjQKghpTGi8ZCcF7qpXYm54MJQA';
    expect(unseal(fixed, EMAIL, sealed)).toEqual({ ok: true, value: 'ann@example.com' });
  });
});
