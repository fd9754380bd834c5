import { describe, expect, test } from 'vitest';
import { createAccessTokenVerifier, issueAccessToken, type SigningKey } from '../../src/index.ts';
import { createTurns } from '../../src/turns.ts';
import { keyring, NOW_MS, newKey, REALM, SESSION } from './support.ts';

const key = newKey();
const issue = (nowMs = NOW_MS, by: SigningKey = key) =>
  issueAccessToken({ ...SESSION, nowMs }, REALM, by);

function open(options: { rememberedMax?: number; waitingMax?: number } = {}) {
  let keys = [key];
  const { rememberedMax = 10, waitingMax = 10 } = options;
  const verifier = createAccessTokenVerifier({
    ...REALM,
    publicKeyOf: (kid) => keyring(...keys).xOf(kid),
    rememberedMax,
    turns: createTurns({ atOnceMax: 1, waitingMax }),
  });
  return {
    verify: (token: string, nowMs = NOW_MS) => verifier.verify(token, nowMs),
    retire: () => {
      keys = [];
    },
    replace: (later: SigningKey) => {
      keys = [later];
    },
  };
}

describe('a verifier', () => {
  test('says at once what it has said before', async () => {
    const { verify } = open();
    const token = await issue();
    const first = verify(token);
    expect(first).toBeInstanceOf(Promise);
    expect(verify(token)).toBe(first);
    expect(verify(token.slice(0, -1))).not.toBe(first);
    expect(verify(token)).toBe(first);
    expect(await first).toMatchObject({ ok: true, value: SESSION });
    expect(verify(token)).toEqual(await first);
  });

  test('does not say so any longer than it is true', async () => {
    const { verify, retire } = open();
    const token = await issue();
    await verify(token);
    const endMs = NOW_MS + 15 * 60_000;
    expect(verify(token, endMs - 1)).toMatchObject({ ok: true });
    expect(verify(token, endMs)).toEqual({ ok: false, failure: 'EXPIRED' });
    expect(verify(token, endMs - 1)).toMatchObject({ ok: true });
    retire();
    expect(verify(token, endMs - 1)).toEqual({ ok: false, failure: 'INVALID' });
  });

  test('takes a key for itself, not for its name', async () => {
    const { verify, replace } = open();
    const token = await issue();
    const later = newKey(key.kid);
    replace(later);
    expect(await verify(token)).toEqual({ ok: false, failure: 'INVALID' });
    expect(await verify(await issue(NOW_MS, later))).toMatchObject({ ok: true });
  });

  test('remembers so many and no more, the newest', async () => {
    const { verify } = open({ rememberedMax: 2 });
    const tokens = [await issue(), await issue(), await issue()];
    for (const token of tokens) await verify(token);
    const isAtOnce = tokens.map((token) => !(verify(token) instanceof Promise));
    expect(isAtOnce).toEqual([false, true, true]);
  });

  test('lets so many wait and no more, and says nothing of them', async () => {
    const { verify } = open({ waitingMax: 1 });
    const tokens = [await issue(), await issue(), await issue()];
    const verified = tokens.map((token) => verify(token));
    expect(verified[2]).toEqual({ ok: false, failure: 'UNAVAILABLE' });
    expect(await verified[0]).toMatchObject({ ok: true });
    expect(await verified[1]).toMatchObject({ ok: true });
    expect(await verify(tokens[2] ?? '')).toMatchObject({ ok: true });
  });
});
