import { type Latencies, type LatencySummary, latencies } from '../../measure/latencies.ts';

/** Pairs crossing orders with their trades on the feed, by market and quantity. */
export interface FillWatch {
  readonly expect: (crossing: string, dueMs: number) => void;
  readonly forget: (crossing: string) => void;
  readonly onTrade: (crossing: string, arrivedMs: number) => void;
  /** Crossing orders expected so far, without those forgotten. */
  readonly due: () => number;
  readonly outstanding: () => number;
  readonly summary: () => LatencySummary;
}

export function makeFillWatch(): FillWatch {
  const dueByCrossing = new Map<string, number>();
  const fill: Latencies = latencies();
  let due = 0;
  return {
    expect: (crossing, dueMs) => {
      dueByCrossing.set(crossing, dueMs);
      due += 1;
    },
    forget: (crossing) => {
      if (dueByCrossing.delete(crossing)) due -= 1;
    },
    onTrade: (crossing, arrivedMs) => {
      const dueMs = dueByCrossing.get(crossing);
      if (dueMs === undefined) return;
      dueByCrossing.delete(crossing);
      fill.record(arrivedMs - dueMs);
    },
    due: () => due,
    outstanding: () => dueByCrossing.size,
    summary: fill.summary,
  };
}
