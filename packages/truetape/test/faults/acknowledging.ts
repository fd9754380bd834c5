import type { Receipt } from '@truetape/contracts';
import type { Send } from './errands.ts';

/** What is sent, and how it was acknowledged. */
export interface Acknowledging {
  readonly send: Send;
  readonly receipts: readonly Receipt[];
  /** The longest that nobody was told anything, in milliseconds. */
  readonly silenceMs: () => number;
}

/** Notes of everything that is sent through it what it was acknowledged with, and when. */
export function acknowledging(through: Send): Acknowledging {
  const receipts: Receipt[] = [];
  let silenceMs = 0;
  let lastAtMs = performance.now();
  return {
    receipts,
    silenceMs: () => silenceMs,
    send: async (keyed) => {
      const acknowledged = await through(keyed);
      receipts.push(acknowledged.receipt);
      const nowMs = performance.now();
      silenceMs = Math.max(silenceMs, nowMs - lastAtMs);
      lastAtMs = nowMs;
      return acknowledged;
    },
  };
}
