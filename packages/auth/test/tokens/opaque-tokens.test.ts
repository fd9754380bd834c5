import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  isSameDigest,
  newBearerKey,
  newMailToken,
  newRefreshToken,
  readBearerKey,
  readMailToken,
  readRefreshToken,
} from '../../src/index.ts';

const SESSION = { userId: 'user-1', sessionId: 's_2' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a refresh token', () => {
  test('names its session, and of itself only the digest', () => {
    const { token, digest } = newRefreshToken(SESSION);
    expect(token).toMatch(/^ttr_user-1\.s_2\.[A-Za-z0-9_-]{43}$/);
    expect(digest).toBe(sha256(token));
    expect(readRefreshToken(token)).toEqual({ ok: true, value: { ...SESSION, digest } });
  });

  test('is another one each time', () => {
    const tokens = Array.from({ length: 1_000 }, () => newRefreshToken(SESSION).token);
    expect(new Set(tokens).size).toBe(1_000);
  });

  test.each([
    '',
    'ttr_',
    newBearerKey().token,
    newMailToken().token,
    newRefreshToken(SESSION).token.slice(0, -1),
    `${newRefreshToken(SESSION).token}A`,
    `${newRefreshToken(SESSION).token}\n`,
    ` ${newRefreshToken(SESSION).token}`,
    newRefreshToken(SESSION).token.replace('ttr_', 'TTR_'),
    newRefreshToken(SESSION).token.replace('user-1', '../user-1'),
    newRefreshToken(SESSION).token.replace('user-1.', ''),
    newRefreshToken(SESSION).token.replace('user-1', 'x'.repeat(65)),
    'x'.repeat(1_000_000),
  ])('is not %#', (token) => {
    expect(readRefreshToken(token)).toEqual({ ok: false, failure: 'INVALID' });
  });

  test.each(['', 'a.b', 'a/b', 'ä', 'x'.repeat(65)])('is not made for %j', (userId) => {
    expect(() => newRefreshToken({ ...SESSION, userId })).toThrow();
    expect(() => newRefreshToken({ ...SESSION, sessionId: userId })).toThrow();
  });

  test('has another digest with any other character', () => {
    const { token, digest } = newRefreshToken(SESSION);
    for (const at of Array.from(token, (_, place) => place)) {
      const other = token.charAt(at) === 'A' ? 'B' : 'A';
      const read = readRefreshToken(token.slice(0, at) + other + token.slice(at + 1));
      if (read.ok) expect(isSameDigest(read.value.digest, digest), `place ${at}`).toBe(false);
    }
  });
});

describe.each([
  ['an API key', 'ttk_', newBearerKey, readBearerKey, newMailToken],
  ['a token of a mail', 'ttm_', newMailToken, readMailToken, newBearerKey],
] as const)('%s', (_, prefix, make, read, makeOther) => {
  test('begins with its prefix and has 256 random bits', () => {
    const { token, digest } = make();
    expect(token).toMatch(new RegExp(`^${prefix}[A-Za-z0-9_-]{43}$`));
    expect(digest).toBe(sha256(token));
    expect(read(token)).toBe(digest);
    expect(make().token).not.toBe(token);
  });

  test('is nothing else', () => {
    const { token } = make();
    const others = [makeOther().token, newRefreshToken(SESSION).token, `${token}A`, `${token}\n`];
    for (const other of ['', prefix, token.slice(1), ...others]) {
      expect(read(other), other).toBeUndefined();
    }
  });
});

test('digests are the same or not', () => {
  const digest = sha256('a');
  expect(isSameDigest(digest, sha256('a'))).toBe(true);
  expect(isSameDigest(digest, sha256('b'))).toBe(false);
  expect(isSameDigest(digest, digest.slice(1))).toBe(false);
  expect(isSameDigest(digest, '')).toBe(false);
  expect(isSameDigest(digest, 'é'.repeat(64))).toBe(false);
});
