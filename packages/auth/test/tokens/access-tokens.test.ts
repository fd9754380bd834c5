import { createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { issueAccessToken, jwksOf, verifyAccessToken } from '../../src/index.ts';
import { keyring, NOW_MS, newKey, REALM, SESSION } from './support.ts';

const LIFE_MS = 15 * 60_000;
const key = newKey();
const { keyOf } = keyring(key);
const issue = (lifeMs?: number) =>
  issueAccessToken({ ...SESSION, nowMs: NOW_MS }, REALM, key, lifeMs);
const verify = (token: string, nowMs: number) =>
  verifyAccessToken(token, { ...REALM, keyOf, nowMs });

describe('an access token', () => {
  test('names its session', async () => {
    expect(await verify(await issue(), NOW_MS)).toEqual({
      ok: true,
      value: { ...SESSION, kid: 'key-1', expiresAtMs: NOW_MS + LIFE_MS },
    });
  });

  test('counts until its time is over, to the millisecond', async () => {
    const token = await issue(60_000);
    expect(await verify(token, NOW_MS + 59_999)).toMatchObject({ ok: true });
    expect(await verify(token, NOW_MS + 60_000)).toEqual({ ok: false, failure: 'EXPIRED' });
  });

  test('counts for 15 minutes at most, whoever asks for more', async () => {
    const verified = await verify(await issue(24 * 60 * 60_000), NOW_MS);
    expect(verified).toMatchObject({ value: { expiresAtMs: NOW_MS + LIFE_MS } });
  });

  test('is as RFC 9068 has it, and each is another one', async () => {
    const [token, other] = [await issue(), await issue()];
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: 'key-1' });
    const { jti, ...claims } = decodeJwt(token);
    expect(claims).toEqual({
      iss: REALM.issuer,
      aud: REALM.audience,
      sub: SESSION.userId,
      sid: SESSION.sessionId,
      iat: NOW_MS / 1000,
      exp: (NOW_MS + LIFE_MS) / 1000,
    });
    expect(decodeJwt(other).jti).not.toBe(jti);
  });

  test('is verified by others with what jwks.json says', async () => {
    const [jwk] = jwksOf([key]).keys;
    if (jwk === undefined) throw new Error('there is one');
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const { payload } = await jwtVerify(await issue(), publicKey, {
      ...REALM,
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      currentDate: new Date(NOW_MS),
    });
    expect(payload.sub).toBe(SESSION.userId);
  });

  test('counts no more when its key is retired', async () => {
    const token = await issue();
    const retired = { ...REALM, keyOf: () => undefined, nowMs: NOW_MS };
    expect(await verifyAccessToken(token, retired)).toEqual({ ok: false, failure: 'INVALID' });
  });
});
