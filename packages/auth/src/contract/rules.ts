import { deepStrictEqual as equal } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NonceFailure, Nonces, Use } from '../signatures/nonces.ts';
import type { NoncesHarness, NoncesRule } from './harness.ts';

const KEY = 'key-1';
const NONCE = '0123456789abcdef';

/** A request of now, with five seconds left. */
function useOf(changed: Partial<Use> = {}): Use {
  const nowMs = Date.now();
  return { keyId: KEY, nonce: NONCE, createdAtMs: nowMs, validUntilMs: nowMs + 5_000, ...changed };
}

async function taken(nonces: Nonces, use: Use): Promise<void> {
  equal(await nonces.take(use), { ok: true, value: undefined }, `${use.keyId} ${use.nonce}`);
}

async function refused(nonces: Nonces, use: Use, failure: NonceFailure): Promise<void> {
  equal(await nonces.take(use), { ok: false, failure }, `${use.keyId} ${use.nonce}`);
}

/** Everything the port promises. There is no way to ask for less. */
export const noncesRules: readonly NoncesRule[] = [
  {
    title: 'takes a nonce of a key once',
    since: 'long ago',
    check: async (nonces) => {
      await taken(nonces, useOf());
      await refused(nonces, useOf(), 'REPLAYED');
      await refused(nonces, useOf({ validUntilMs: Date.now() + 60_000 }), 'REPLAYED');
    },
  },
  {
    title: 'takes another nonce of the key, and the same one of another key',
    since: 'long ago',
    check: async (nonces) => {
      await taken(nonces, useOf());
      await taken(nonces, useOf({ nonce: `${NONCE}0` }));
      await taken(nonces, useOf({ nonce: NONCE.toUpperCase() }));
      await taken(nonces, useOf({ keyId: 'key-2' }));
      await refused(nonces, useOf({ keyId: 'key-2' }), 'REPLAYED');
    },
  },
  {
    title: 'knows where the name of a key ends and its nonce begins',
    since: 'long ago',
    check: async (nonces) => {
      await taken(nonces, useOf({ keyId: 'key', nonce: '-1-0123456789abcdef' }));
      await taken(nonces, useOf({ keyId: 'key-1', nonce: '-0123456789abcdef' }));
      await taken(nonces, useOf({ keyId: 'key-1-', nonce: '0123456789abcdef' }));
    },
  },
  {
    title: 'takes it once of many at once',
    since: 'long ago',
    check: async (nonces) => {
      const uses = Array.from({ length: 100 }, () => useOf());
      const said = await Promise.all(uses.map((use) => nonces.take(use)));
      equal(said.filter(({ ok }) => ok).length, 1);
    },
  },
  {
    title: 'remembers it until its signature has ended, with many others beside it',
    since: 'long ago',
    check: async (nonces) => {
      const nonceOf = (index: number) => `nonce-${String(index).padStart(12, '0')}`;
      const validUntilMs = Date.now() + 60_000;
      for (let i = 0; i < 1_000; i += 1) {
        await taken(nonces, useOf({ nonce: nonceOf(i), validUntilMs }));
      }
      // After the others: on a slow machine they take longer than it counts.
      const use = useOf({ validUntilMs: Date.now() + 1_500 });
      await taken(nonces, use);
      while (Date.now() < use.validUntilMs - 500) await sleep(20);
      await refused(nonces, use, 'REPLAYED');
      for (let i = 0; i < 1_000; i += 1) {
        await refused(nonces, useOf({ nonce: nonceOf(i) }), 'REPLAYED');
      }
    },
  },
  {
    title: 'refuses what may have been taken before it knew of anything',
    since: 'now',
    check: async (nonces) => {
      const nowMs = Date.now();
      for (const createdAtMs of [nowMs - 4_000, nowMs]) {
        await refused(nonces, useOf({ createdAtMs }), 'TOO_OLD');
      }
      await taken(nonces, useOf({ createdAtMs: nowMs + 10_000, validUntilMs: nowMs + 15_000 }));
    },
  },
];

export async function checkNoncesRule(rule: NoncesRule, harness: NoncesHarness): Promise<void> {
  const { nonces, dispose } = await harness.open(rule.since);
  try {
    await rule.check(nonces);
  } finally {
    await dispose();
  }
}
