import { METRICS, type MetricDefinition } from '@truetape/observability';
import { code, page, table } from './markdown.ts';

export function metricsPage(): string {
  const metrics: readonly MetricDefinition[] = Object.values(METRICS);
  return page(
    '# Metrics',
    'Every process serves `/metrics` in the Prometheus text format. Names carry their unit; labels take their values from closed sets (routes, codes, statuses), never from ids. Beside ours stand the `process_*` and `nodejs_*` metrics of prom-client: memory, processor time, event-loop lag, garbage collection.',
    table(
      ['metric', 'kind', 'labels', 'meaning'],
      metrics.map(({ name, kind, labels, help }) => [
        code(name),
        kind,
        labels.map(code).join(', '),
        help,
      ]),
    ),
    '## Buckets of the histograms',
    table(
      ['metric', 'upper bounds'],
      metrics.flatMap((metric) =>
        metric.kind === 'histogram' ? [[code(metric.name), metric.buckets.join(', ')]] : [],
      ),
    ),
  );
}
