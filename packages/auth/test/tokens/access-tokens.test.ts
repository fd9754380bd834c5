import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  createSigningKey,
  issueAccessToken,
  publicKeyOf,
  readSigningKeys,
  verifyAccessToken,
} from '../../src/index.ts';

describe('an access token', () => {
  test('names its session for a quarter of an hour', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'truetape-tokens-'));
    const wrap = { wrap: (bytes: Uint8Array) => bytes, unwrap: (bytes: Uint8Array) => bytes };
    const key = createSigningKey(folder, wrap);
    expect(readSigningKeys(folder, wrap)).toMatchObject({ ok: true, value: [{ kid: key.kid }] });
    rmSync(folder, { recursive: true });
    const realm = { issuer: 'truetape', audience: 'truetape' };
    const token = await issueAccessToken(
      { userId: 'u', sessionId: 's', nowMs: 1_800_000_000_000 },
      realm,
      key,
    );
    const keyOf = (kid: string) => (kid === key.kid ? publicKeyOf(key.x) : undefined);
    expect(
      await verifyAccessToken(token, { ...realm, keyOf, nowMs: 1_800_000_899_999 }),
    ).toMatchObject({ ok: true, value: { userId: 'u', sessionId: 's' } });
    expect(await verifyAccessToken(token, { ...realm, keyOf, nowMs: 1_800_000_900_000 })).toEqual({
      ok: false,
      failure: 'EXPIRED',
    });
  });
});
