import { describe, expect, test } from 'vitest';
import { createKeyRing, mayReach } from '../src/index.ts';

const token = (letter: string) => letter.repeat(43);
const ring = createKeyRing({
  operator: { token: token('o') },
  traders: [
    { accountId: 'trader-1', token: token('a') },
    { accountId: 'trader-2', token: token('b') },
    { accountId: 'trader-1', token: token('c') },
  ],
});

describe('a key ring', () => {
  test('finds the operator and the traders by their tokens', () => {
    expect(ring.principalOf(token('o'))).toMatchObject({ role: 'operator', userId: 'operator' });
    expect(ring.principalOf(token('b'))).toMatchObject({
      role: 'trader',
      accountId: 'trader-2',
      userId: 'trader-2',
    });
  });

  test('finds one account by each of its keys, told apart by key id', () => {
    const [first, second] = [ring.principalOf(token('a')), ring.principalOf(token('c'))];
    expect(first).toMatchObject({ accountId: 'trader-1' });
    expect(second).toMatchObject({ accountId: 'trader-1' });
    expect(first?.keyId).not.toBe(second?.keyId);
  });

  test.each([
    '',
    'x',
    token('A'),
    token('a').slice(1),
    `${token('a')}a`,
    '__proto__',
    'x'.repeat(16_000),
  ])('knows nobody by another token', (unknown) => {
    expect(ring.principalOf(unknown)).toBeUndefined();
  });

  test('has no token in what it gives out', () => {
    expect(JSON.stringify(ring.principalOf(token('a')))).not.toContain('aaaa');
    expect(ring.principalOf(token('a'))?.keyId).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('a key that expires', () => {
  const expiresAt = '2026-11-22T12:00:00.000Z';
  const atMs = Date.parse(expiresAt);

  test.each(['operator', 'second', 'trader-1'])('counts until then: that of %s', (userId) => {
    let nowMs = atMs - 1;
    const keys = {
      operator: { token: token('o'), expiresAt },
      operators: [{ userId: 'second', token: token('s'), expiresAt }],
      traders: [{ accountId: 'trader-1', token: token('t'), expiresAt }],
    };
    const ring = createKeyRing(keys, () => nowMs);
    const own = token(userId.slice(0, 1));
    const principal = ring.principalOf(own);
    if (principal === undefined) throw new Error('it has not expired');
    expect(principal.userId).toBe(userId);
    expect(ring.isValid(principal)).toBe(true);
    nowMs = atMs;
    expect(ring.principalOf(own)).toBeUndefined();
    expect(ring.isValid(principal)).toBe(false);
  });
});

describe('keys that are replaced', () => {
  const keysOf = (accountId: string, letter: string) => ({
    operator: { token: token('o') },
    traders: [{ accountId, token: token(letter) }],
  });

  test('leave those as they are who have the same token', () => {
    const ring = createKeyRing(keysOf('trader-1', 'a'));
    const [operator, trader] = [ring.principalOf(token('o')), ring.principalOf(token('a'))];
    ring.replace(keysOf('trader-1', 'a'));
    expect(ring.principalOf(token('o'))).toBe(operator);
    expect(ring.principalOf(token('a'))).toBe(trader);
  });

  test.each([
    ['has another token', keysOf('trader-1', 'b')],
    ['is another one', keysOf('trader-2', 'a')],
  ])('end whoever %s', (_, later) => {
    const ring = createKeyRing(keysOf('trader-1', 'a'));
    const trader = ring.principalOf(token('a'));
    if (trader === undefined) throw new Error('it is known');
    ring.replace(later);
    expect(ring.isValid(trader)).toBe(false);
  });
});

test('a trader reaches its own account only, an operator all', () => {
  const [operator, trader] = [ring.principalOf(token('o')), ring.principalOf(token('a'))];
  if (operator === undefined || trader === undefined) throw new Error('both are known');
  expect(mayReach(trader, 'trader-1')).toBe(true);
  expect(mayReach(trader, 'trader-2')).toBe(false);
  expect(mayReach(trader, 'trader-10')).toBe(false);
  expect(mayReach(operator, 'trader-2')).toBe(true);
});
