export { LOG_FIELDS, type LogField } from './log-fields.ts';
export {
  createLogger,
  flushLogger,
  LOG_LEVELS,
  type Logger,
  type LoggerOptions,
  type LogLevel,
} from './logger.ts';
export type { Labelled } from './metric.ts';
export { createMetrics, type Metrics, type MetricsOptions } from './metrics.ts';
export { METRICS, type MetricDefinition, type MetricKey } from './metrics-table.ts';
export type { Counted, Gauged, Observed } from './series.ts';
