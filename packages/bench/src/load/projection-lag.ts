import { setTimeout as sleep } from 'node:timers/promises';

export interface LagWatch {
  /** Ends the sampling: the largest lag seen, in seconds; null when the service did not tell. */
  readonly stop: () => Promise<LagSummary>;
}

export interface LagSummary {
  readonly samples: number;
  readonly secondsMax: number | null;
}

const METRIC = 'truetape_projection_lag_seconds';
const EVERY_MS = 500;
const REACHED_MS = 60_000;

export function watchLag(url: string): LagWatch {
  const over = new AbortController();
  let samples = 0;
  let secondsMax: number | null = null;
  const running = (async () => {
    while (!over.signal.aborted) {
      const seconds = await readLag(url);
      if (seconds !== null) {
        samples += 1;
        secondsMax = Math.max(secondsMax ?? 0, seconds);
      }
      await sleep(EVERY_MS, undefined, { signal: over.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      over.abort();
      await running;
      return { samples, secondsMax };
    },
  };
}

/** Waits until the projections have caught up, so that a phase does not pay for the one before it. */
export async function untilCaughtUp(url: string): Promise<void> {
  const deadlineMs = performance.now() + REACHED_MS;
  while (performance.now() < deadlineMs) {
    const seconds = await readLag(url);
    if (seconds === null || seconds < 0.2) return;
    await sleep(100);
  }
}

async function readLag(url: string): Promise<number | null> {
  try {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5000) });
    return largestOf(METRIC, await answer.text());
  } catch {
    return null;
  }
}

/** The largest value of a metric in Prometheus' text format, over all its labels. */
export function largestOf(metric: string, text: string): number | null {
  const values = text
    .split('\n')
    .filter((line) => line.startsWith(`${metric} `) || line.startsWith(`${metric}{`))
    .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)))
    .filter((value) => Number.isFinite(value));
  return values.length === 0 ? null : Math.max(...values);
}
