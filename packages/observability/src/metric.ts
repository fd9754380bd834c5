import type { MetricDefinition } from './metrics-table.ts';
import type { Sample, Series } from './series.ts';

/** Label values come from routes, codes and statuses, all closed sets; a metric that passes this has a leak. */
const SERIES_MAX = 5_000;

/**
 * A metric: its lines by the values of their labels. `labels(…)` returns the same line for the same values; keep it
 * where it is used often. Past 5,000 lines all further ones are counted together as `other`.
 */
export interface Labelled<Labels extends readonly string[], Line> {
  readonly labels: (...values: { readonly [Index in keyof Labels]: string }) => Line;
}

/** What a registry asks of a metric. */
export interface Collectable {
  readonly name: string;
  readonly get: () => Promise<{
    readonly name: string;
    readonly help: string;
    readonly type: MetricDefinition['kind'];
    readonly aggregator: 'sum';
    readonly values: readonly Sample[];
  }>;
}

export function labelled<Line extends Series>(
  definition: MetricDefinition,
  create: () => Line,
): Labelled<readonly string[], Line> & Collectable {
  const { name, help, kind, labels: labelNames } = definition;
  const lines = new Map<string, { readonly labels: Record<string, string>; readonly line: Line }>();

  const lineOf = (values: readonly string[]): Line => {
    const key = values.join('\u0000');
    const known = lines.get(key);
    if (known !== undefined) return known.line;
    const full = lines.size >= SERIES_MAX;
    if (full && values.some((value) => value !== 'other')) {
      return lineOf(labelNames.map(() => 'other'));
    }
    const labels = Object.fromEntries(
      labelNames.map((label, index) => [label, values[index] ?? '']),
    );
    const line = create();
    lines.set(key, { labels, line });
    return line;
  };

  return {
    name,
    labels: (...values) => lineOf(values),
    get: async () => ({
      name,
      help,
      type: kind,
      aggregator: 'sum',
      values: [...lines.values()].flatMap(({ labels, line }) => [...line.samples(name, labels)]),
    }),
  };
}
