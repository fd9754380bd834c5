import { describe, expect, test } from 'vitest';
import { checkNoncesRule, describeNoncesContract, noncesRules } from '../../src/contract/index.ts';
import { createMemoryNonces, type MemoryNoncesOptions, type Nonces } from '../../src/index.ts';

const HOUR_MS = 3_600_000;

/** As if it had been opened that much earlier. */
function opened(beforeMs: number): Nonces {
  let agoMs = beforeMs;
  const nonces = createMemoryNonces({ clockMs: () => Date.now() - agoMs });
  agoMs = 0;
  return nonces;
}

const harnessOf = (wrap: (nonces: Nonces) => Nonces) => ({
  open: async (since: 'long ago' | 'now') => ({
    nonces: wrap(opened(since === 'now' ? 0 : HOUR_MS)),
    dispose: async () => undefined,
  }),
});

describeNoncesContract(
  'memory',
  harnessOf((nonces) => nonces),
);

describe('the contract finds nonces that', () => {
  const later = () => new Promise((resolve) => setImmediate(resolve));
  test.each<[string, (nonces: Nonces) => Nonces]>([
    ['are all taken', () => ({ take: () => ({ ok: true, value: undefined }) })],
    ['are of nobody', ({ take }) => ({ take: (use) => take({ ...use, keyId: '' }) })],
    [
      'are one word with their key',
      ({ take }) => ({ take: (use) => take({ ...use, keyId: '', nonce: use.keyId + use.nonce }) }),
    ],
    [
      'have no case',
      ({ take }) => ({ take: (use) => take({ ...use, nonce: use.nonce.toLowerCase() }) }),
    ],
    [
      'are looked for before they are written',
      () => {
        const seen = new Set<string>();
        return {
          take: async ({ keyId, nonce }) => {
            const isSeen = seen.has(`${keyId} ${nonce}`);
            await later();
            seen.add(`${keyId} ${nonce}`);
            return isSeen ? { ok: false, failure: 'REPLAYED' } : { ok: true, value: undefined };
          },
        };
      },
    ],
    [
      'are forgotten when others come',
      () => {
        const seen: string[] = [];
        return {
          take: ({ keyId, nonce }) => {
            const use = `${keyId} ${nonce}`;
            if (seen.includes(use)) return { ok: false, failure: 'REPLAYED' };
            seen.push(use);
            if (seen.length > 500) seen.shift();
            return { ok: true, value: undefined };
          },
        };
      },
    ],
    [
      'are taken for new after a start',
      () => {
        const { take } = opened(HOUR_MS);
        return { take };
      },
    ],
  ])('%s', async (_, wrap) => {
    const harness = harnessOf(wrap);
    let broken = 0;
    for (const rule of noncesRules) {
      if (broken > 0) break;
      await checkNoncesRule(rule, harness).catch(() => {
        broken += 1;
      });
    }
    expect(broken).toBe(1);
  });
});

describe('nonces in memory', () => {
  const START_MS = 1_800_000_000_000;
  /** At a time that the test sets, ten seconds after the start. */
  function open(options: MemoryNoncesOptions = {}) {
    let nowMs = START_MS;
    const nonces = createMemoryNonces({ ...options, clockMs: () => nowMs });
    nowMs += 10_000;
    const take = (keyId: string, number: number, windowMs = 5_000) =>
      nonces.take({
        keyId,
        nonce: `nonce-${number}`,
        createdAtMs: nowMs,
        validUntilMs: nowMs + windowMs,
      });
    return { nonces, take, nowMs: () => nowMs, pass: (ms: number) => (nowMs += ms) };
  }

  test('are refused when no more can be remembered, and none is forgotten for another', () => {
    const { take, pass } = open({ rememberedMax: 100, rememberedOfKeyMax: 100 });
    for (let i = 0; i < 100; i += 1) expect(take('a', i)).toMatchObject({ ok: true });
    expect(take('b', 100)).toEqual({ ok: false, failure: 'UNAVAILABLE' });
    for (let i = 0; i < 100; i += 1) expect(take('a', i)).toMatchObject({ failure: 'REPLAYED' });
    pass(4_999);
    expect(take('b', 100)).toEqual({ ok: false, failure: 'UNAVAILABLE' });
    pass(1_001);
    expect(take('b', 100)).toMatchObject({ ok: true });
  });

  test('of one key leave room for those of others', () => {
    const { take, pass } = open({ rememberedMax: 100 });
    for (let i = 0; i < 10; i += 1) expect(take('a', i)).toMatchObject({ ok: true });
    expect(take('a', 10)).toEqual({ ok: false, failure: 'UNAVAILABLE' });
    expect(take('b', 10)).toMatchObject({ ok: true });
    pass(6_000);
    expect(take('a', 10)).toMatchObject({ ok: true });
  });

  test('are given back when they have ended, whatever their window was', () => {
    const { take, pass } = open({ rememberedMax: 60, rememberedOfKeyMax: 60 });
    for (let seconds = 1; seconds <= 60; seconds += 1) take('a', seconds, seconds * 1_000);
    for (let seconds = 1; seconds <= 58; seconds += 1) {
      pass(1_000);
      expect(take('a', 59), `${seconds}`).toEqual({ ok: false, failure: 'REPLAYED' });
    }
    pass(10_000);
    for (let i = 0; i < 60; i += 1) expect(take('a', i)).toMatchObject({ ok: true });
  });

  test('stay used up when the clock is set back', () => {
    const { nonces, nowMs, pass } = open();
    const use = {
      keyId: 'a',
      nonce: 'nonce-1',
      createdAtMs: nowMs(),
      validUntilMs: nowMs() + 5_000,
    };
    expect(nonces.take(use)).toMatchObject({ ok: true });
    pass(7_000);
    nonces.take({ ...use, nonce: 'nonce-2', validUntilMs: nowMs() + 5_000 });
    pass(-7_000);
    expect(nonces.take(use)).toEqual({ ok: false, failure: 'TOO_OLD' });
  });

  test('are taken for what was signed a second after the start, and not before', () => {
    const { nonces } = open();
    const use = { keyId: 'a', nonce: 'nonce-1', validUntilMs: START_MS + 60_000 };
    expect(nonces.take({ ...use, createdAtMs: START_MS + 1_000 })).toMatchObject({
      failure: 'TOO_OLD',
    });
    expect(nonces.take({ ...use, createdAtMs: START_MS + 1_001 })).toMatchObject({ ok: true });
  });
});
