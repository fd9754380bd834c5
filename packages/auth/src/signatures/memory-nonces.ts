import { failed, ok } from '@truetape/kernel';
import type { Nonces } from './nonces.ts';
import { CLOCK_AHEAD_MS } from './window.ts';

export interface MemoryNoncesOptions {
  /** The system's clock when left out. */
  readonly clockMs?: () => number;
  /** How many are remembered of all keys: those of 10,000 requests a second, for 60 seconds, when left out. */
  readonly rememberedMax?: number;
  /** How many of one key: a tenth of them when left out, so that no key takes the places of the others. */
  readonly rememberedOfKeyMax?: number;
}

const SECOND_MS = 1_000;

/**
 * Nonces of one process, which is the only one that takes requests of these keys. What was taken before it started it
 * cannot know: signatures that were made until then are refused, and those that a clock ahead may have made.
 */
export function createMemoryNonces(options: MemoryNoncesOptions = {}): Nonces {
  const { clockMs = Date.now, rememberedMax = 600_000 } = options;
  const { rememberedOfKeyMax = Math.ceil(rememberedMax / 10) } = options;
  const startedAtMs = clockMs();
  const taken = new Map<string, Set<string>>();
  /** By the second in which they end. */
  const ending = new Map<number, (readonly [keyId: string, nonce: string])[]>();
  let remembered = 0;
  let forgottenUntilMs = 0;

  const forget = (keyId: string, nonce: string) => {
    const ofKey = taken.get(keyId);
    if (ofKey?.delete(nonce)) remembered -= 1;
    if (ofKey?.size === 0) taken.delete(keyId);
  };
  const forgetEnded = (nowMs: number) => {
    for (const [second, uses] of ending) {
      const overAtMs = (second + 1) * SECOND_MS;
      if (overAtMs > nowMs) continue;
      for (const [keyId, nonce] of uses) forget(keyId, nonce);
      ending.delete(second);
      forgottenUntilMs = Math.max(forgottenUntilMs, overAtMs);
    }
  };
  const remember = (keyId: string, nonce: string, second: number) => {
    const ofKey = taken.get(keyId);
    if (ofKey === undefined) taken.set(keyId, new Set([nonce]));
    else ofKey.add(nonce);
    const uses = ending.get(second);
    if (uses === undefined) ending.set(second, [[keyId, nonce]]);
    else uses.push([keyId, nonce]);
    remembered += 1;
  };
  return {
    take: ({ keyId, nonce, createdAtMs, validUntilMs }) => {
      if (createdAtMs <= startedAtMs + CLOCK_AHEAD_MS) return failed('TOO_OLD');
      forgetEnded(clockMs());
      // A clock that is set back must not make them new again.
      if (validUntilMs < forgottenUntilMs) return failed('TOO_OLD');
      const ofKey = taken.get(keyId);
      if (ofKey?.has(nonce)) return failed('REPLAYED');
      if (remembered >= rememberedMax) return failed('UNAVAILABLE');
      if (ofKey !== undefined && ofKey.size >= rememberedOfKeyMax) return failed('UNAVAILABLE');
      remember(keyId, nonce, Math.floor(validUntilMs / SECOND_MS));
      return ok(undefined);
    },
  };
}
