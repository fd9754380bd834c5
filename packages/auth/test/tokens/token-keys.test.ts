import { describe, expect, test } from 'vitest';
import { jwksOf, publicKeyOf, rotationDue, signerAt, type TokenKey } from '../../src/index.ts';
import { newKey } from './support.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LIFE_MS = 15 * MINUTE_MS;

const key = (kid: string, addedAtMs: number): TokenKey => ({ kid, x: newKey().x, addedAtMs });
const kidsOf = (keys: readonly TokenKey[]) => new Set(keys.map(({ kid }) => kid));

describe('the key that signs', () => {
  test('is nobody’s where there is none', () => {
    expect(signerAt([], 0)).toBeUndefined();
  });

  test('is the first at once', () => {
    const first = key('first', 1_000);
    expect(signerAt([first], 1_000)).toBe(first);
  });

  test('is the next one only when everybody can know it', () => {
    const [first, second] = [key('first', 0), key('second', 30 * DAY_MS)];
    for (const keys of [
      [first, second],
      [second, first],
    ]) {
      expect(signerAt(keys, 30 * DAY_MS + LIFE_MS - 1)).toBe(first);
      expect(signerAt(keys, 30 * DAY_MS + LIFE_MS)).toBe(second);
    }
  });
});

describe('a rotation', () => {
  test('begins with a key', () => {
    expect(rotationDue([], new Set(), 0)).toEqual({ add: true, retire: [] });
  });

  test('adds one after 30 days', () => {
    const keys = [key('first', 0)];
    expect(rotationDue(keys, kidsOf(keys), 30 * DAY_MS - 1).add).toBe(false);
    expect(rotationDue(keys, kidsOf(keys), 30 * DAY_MS).add).toBe(true);
  });

  test('retires one when the last token that it may have signed has ended', () => {
    const keys = [key('first', 0), key('second', 30 * DAY_MS)];
    const overAtMs = 30 * DAY_MS + LIFE_MS + LIFE_MS + 1_000;
    expect(rotationDue(keys, kidsOf(keys), overAtMs - 1)).toEqual({ add: false, retire: [] });
    expect(rotationDue(keys, kidsOf(keys), overAtMs)).toEqual({ add: false, retire: ['first'] });
  });

  test('adds one at once when none is held here any more, and retires those that are lost later', () => {
    const lost = [key('lost', 0)];
    expect(rotationDue(lost, new Set(), DAY_MS)).toEqual({ add: true, retire: [] });
    const keys = [...lost, key('second', DAY_MS)];
    const held = new Set(['second']);
    expect(rotationDue(keys, held, DAY_MS + MINUTE_MS)).toEqual({ add: false, retire: [] });
    const later = rotationDue(keys, held, DAY_MS + 2 * LIFE_MS + 1_000);
    expect(later).toEqual({ add: false, retire: ['lost'] });
  });

  test('loses no token that counts, and keeps no key for long, in a year', () => {
    let keys: TokenKey[] = [];
    let added = 0;
    const signed: { kid: string; atMs: number }[] = [];
    const signers = new Set<string>();
    const wrong: string[] = [];
    for (let nowMs = 0; nowMs < 365 * DAY_MS; nowMs += 5 * MINUTE_MS) {
      const { add, retire } = rotationDue(keys, kidsOf(keys), nowMs);
      if (add) {
        added += 1;
        keys = [...keys, { kid: `key-${added}`, x: '', addedAtMs: nowMs }];
      }
      keys = keys.filter(({ kid }) => !retire.includes(kid));
      const signer = signerAt(keys, nowMs);
      if (signer === undefined) throw new Error(`nobody signs at ${nowMs}`);
      signers.add(signer.kid);
      signed.push({ kid: signer.kid, atMs: nowMs });
      while ((signed[0]?.atMs ?? nowMs) <= nowMs - LIFE_MS) signed.shift();
      const ageMs = nowMs - signer.addedAtMs;
      if (signer.kid !== 'key-1' && ageMs < LIFE_MS) wrong.push(`${nowMs}: signs too soon`);
      if (ageMs > 30 * DAY_MS + LIFE_MS) wrong.push(`${nowMs}: signs for too long`);
      if (keys.length > 2) wrong.push(`${nowMs}: ${keys.length} keys`);
      const known = kidsOf(keys);
      if (!signed.every(({ kid }) => known.has(kid))) wrong.push(`${nowMs}: a token is lost`);
    }
    expect(wrong).toEqual([]);
    expect([...signers]).toEqual(Array.from({ length: 13 }, (_, at) => `key-${at + 1}`));
  });
});

describe('a public key', () => {
  test('is one of Ed25519', () => {
    expect(publicKeyOf(newKey().x)?.asymmetricKeyType).toBe('ed25519');
  });

  test.each([
    '',
    'AAAA',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}B`,
    `${'A'.repeat(42)}=`,
    '!'.repeat(43),
  ])('is nothing else: %j', (x) => {
    expect(publicKeyOf(x)).toBeUndefined();
  });

  test('is published without its private half', () => {
    const { kid, x } = newKey();
    const { keys } = jwksOf([{ ...newKey(), kid, x }]);
    expect(keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid, x }]);
  });
});
