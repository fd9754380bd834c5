import { setTimeout as sleep } from 'node:timers/promises';
import { type LatencySummary, latencies } from '../measure/latencies.ts';

const LATE_TRADES_MS = 2000;

/**
 * From sending the order that took to the arrival of its trade on the feed. Which order took is what the fills say:
 * the public feed names nobody. A trade that was never told live (the feed was away) has no latency.
 */
export function fillLatencies(
  takers: readonly (readonly [tradeNumber: number, orderId: string])[],
  arrivals: ReadonlyMap<number, number>,
  sentMs: (orderId: string, beforeMs: number) => number | undefined,
): LatencySummary {
  const fill = latencies();
  for (const [tradeNumber, orderId] of takers) {
    const arrivedMs = arrivals.get(tradeNumber);
    if (arrivedMs === undefined) continue;
    const sent = sentMs(orderId, arrivedMs);
    if (sent !== undefined) fill.record(arrivedMs - sent);
  }
  return fill.summary();
}

/** The feed may be a frame behind the trades endpoint. */
export async function untilTold(
  tradeNumber: number | undefined,
  arrivals: ReadonlyMap<number, number>,
): Promise<void> {
  if (tradeNumber === undefined) return;
  for (let waitedMs = 0; waitedMs < LATE_TRADES_MS; waitedMs += 10) {
    if (arrivals.has(tradeNumber)) return;
    await sleep(10);
  }
}
