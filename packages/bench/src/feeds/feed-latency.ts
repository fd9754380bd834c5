import type { AuditEvent, Page } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';
import type { LatencySummary } from '../measure/latencies.ts';
import type { FrameArrivals } from './readers-job.ts';

const PAGE = 1_000;
/** Finer than the log's clock, which counts milliseconds. */
const BUCKET_MS = 0.5;
const BUCKETS = 20_000;

/** When the log recorded each event of a market, by revision. */
export async function recordedTimes(
  operator: ApiClient,
  symbol: string,
  after: number,
): Promise<ReadonlyMap<number, number>> {
  const times = new Map<number, number>();
  for (let from = after; ; ) {
    const path = `/v1/audit/events?stream=market-${symbol}&after=${from}&limit=${PAGE}`;
    const request: ApiRequest = { method: 'GET', path };
    const { items } = expectSuccess<Page<AuditEvent>>(request, await operator.send(request));
    for (const { revision, recordedAt } of items) times.set(revision, Date.parse(recordedAt));
    const last = items.at(-1);
    if (last === undefined || items.length < PAGE) return times;
    from = last.revision;
  }
}

/** From when the log recorded a change until each client had it; millions of them, so they are counted in buckets. */
export function feedLatency(
  arrivals: readonly FrameArrivals[],
  recorded: ReadonlyMap<number, number>,
): LatencySummary {
  const counts = new Float64Array(BUCKETS);
  let count = 0;
  let maxMs = 0;
  for (const { sequences, arrivedAtMs } of arrivals) {
    for (const sequence of sequences) {
      const recordedMs = recorded.get(sequence);
      if (recordedMs === undefined) continue;
      for (const arrivedMs of arrivedAtMs) {
        const latencyMs = Math.max(0, arrivedMs - recordedMs);
        const bucket = Math.min(BUCKETS - 1, Math.floor(latencyMs / BUCKET_MS));
        counts[bucket] = (counts[bucket] ?? 0) + 1;
        count += 1;
        maxMs = Math.max(maxMs, latencyMs);
      }
    }
  }
  const percentile = (share: number) => {
    let left = Math.ceil(share * count);
    const bucket = counts.findIndex((of) => {
      left -= of;
      return left <= 0;
    });
    return count === 0 ? null : (bucket + 1) * BUCKET_MS;
  };
  return {
    count,
    p50Ms: percentile(0.5),
    p90Ms: percentile(0.9),
    p99Ms: percentile(0.99),
    p999Ms: percentile(0.999),
    maxMs: count === 0 ? null : Math.round(maxMs * 10) / 10,
  };
}
