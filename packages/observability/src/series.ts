/** One sample as the registry prints it. */
export interface Sample {
  readonly labels: Record<string, string | number>;
  readonly value: number;
  readonly metricName: string;
}

/** One line of a metric: the values of its labels, bound once so that observing allocates nothing. */
export interface Observed {
  /** Takes finite numbers only; anything else is a bug of the caller and is not counted. */
  readonly observe: (value: number) => void;
}

export interface Counted {
  /** Adds `by` (1 when left out). */
  readonly increment: (by?: number) => void;
}

export interface Gauged {
  readonly set: (value: number) => void;
  readonly add: (by: number) => void;
}

export interface Series {
  readonly samples: (name: string, labels: Record<string, string>) => readonly Sample[];
}

/** Buckets are counted singly here and summed up when they are read: the hot side does one search and three additions. */
export function histogramSeries(bounds: readonly number[]): Observed & Series {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  return {
    observe: (value) => {
      if (!Number.isFinite(value)) return;
      let bucket = 0;
      while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket += 1;
      counts[bucket] = (counts[bucket] as number) + 1;
      sum += value;
    },
    samples: (name, labels) => {
      const samples: Sample[] = [];
      let below = 0;
      for (const [bucket, count] of counts.entries()) {
        below += count;
        const le = bounds[bucket] ?? '+Inf';
        samples.push({ metricName: `${name}_bucket`, labels: { ...labels, le }, value: below });
      }
      samples.push({ metricName: `${name}_sum`, labels, value: sum });
      samples.push({ metricName: `${name}_count`, labels, value: below });
      return samples;
    },
  };
}

export function counterSeries(): Counted & Series {
  let total = 0;
  return {
    increment: (by = 1) => {
      total += by;
    },
    samples: (name, labels) => [{ metricName: name, labels, value: total }],
  };
}

export function gaugeSeries(): Gauged & Series {
  let current = 0;
  return {
    set: (value) => {
      current = value;
    },
    add: (by) => {
      current += by;
    },
    samples: (name, labels) => [{ metricName: name, labels, value: current }],
  };
}
