/**
 * Every latency of a run, kept exactly: runs are bounded, so a bucketed histogram would only add error.
 * Times are milliseconds of one monotonic clock.
 */
export interface Latencies {
  readonly count: () => number;
  /** Adds one latency in milliseconds. */
  readonly record: (latencyMs: number) => void;
  readonly summary: () => LatencySummary;
}

/** Milliseconds; null where nothing was measured. */
export interface LatencySummary {
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p99Ms: number | null;
  readonly p999Ms: number | null;
  readonly maxMs: number | null;
}

export function latencies(): Latencies {
  const recorded: number[] = [];
  return {
    count: () => recorded.length,
    record: (latencyMs) => {
      recorded.push(latencyMs);
    },
    summary: () => summaryOf(recorded),
  };
}

/** The summary of latencies in any order. */
export function summaryOf(recorded: readonly number[]): LatencySummary {
  const sorted = Float64Array.from(recorded).sort();
  return {
    count: sorted.length,
    p50Ms: percentile(sorted, 0.5),
    p90Ms: percentile(sorted, 0.9),
    p99Ms: percentile(sorted, 0.99),
    p999Ms: percentile(sorted, 0.999),
    maxMs: percentile(sorted, 1),
  };
}

/**
 * The nearest-rank percentile: the smallest recorded value that at least this share of all values does not pass.
 * Rounded to microseconds, which is finer than the clocks involved.
 */
export function percentile(sorted: Float64Array, share: number): number | null {
  if (sorted.length === 0) return null;
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  const value = sorted[rank - 1];
  return value === undefined ? null : Math.round(value * 1000) / 1000;
}
