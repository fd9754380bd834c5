import { failed, ok } from '@truetape/kernel';
import type { Nonces } from './nonces.ts';
import { CLOCK_AHEAD_MS } from './window.ts';

export interface MemoryNoncesOptions {
  /** The system's clock when left out. */
  readonly clockMs?: () => number;
  /** How many are remembered; as many as 10,000 requests a second in 60 seconds when left out. */
  readonly rememberedMax?: number;
}

const SECOND_MS = 1_000;

/**
 * Nonces of one process, which is the only one that takes requests of these keys. What was taken before it started it
 * cannot know: signatures that were made until then are refused, and those that a clock ahead may have made.
 */
export function createMemoryNonces(options: MemoryNoncesOptions = {}): Nonces {
  const { clockMs = Date.now, rememberedMax = 600_000 } = options;
  const startedAtMs = clockMs();
  const taken = new Set<string>();
  /** By the second in which they end. */
  const ending = new Map<number, string[]>();
  let forgottenUntilMs = 0;

  const forget = (nowMs: number) => {
    for (const [second, uses] of ending) {
      const overAtMs = (second + 1) * SECOND_MS;
      if (overAtMs > nowMs) continue;
      for (const use of uses) taken.delete(use);
      ending.delete(second);
      forgottenUntilMs = Math.max(forgottenUntilMs, overAtMs);
    }
  };
  return {
    take: ({ keyId, nonce, createdAtMs, validUntilMs }) => {
      if (createdAtMs <= startedAtMs + CLOCK_AHEAD_MS) return failed('TOO_OLD');
      forget(clockMs());
      // A clock that was set back must not make them new again.
      if (validUntilMs < forgottenUntilMs) return failed('TOO_OLD');
      const use = `${keyId} ${nonce}`;
      if (taken.has(use)) return failed('REPLAYED');
      if (taken.size >= rememberedMax) return failed('UNAVAILABLE');
      taken.add(use);
      const second = Math.floor(validUntilMs / SECOND_MS);
      const uses = ending.get(second);
      if (uses === undefined) ending.set(second, [use]);
      else uses.push(use);
      return ok(undefined);
    },
  };
}
