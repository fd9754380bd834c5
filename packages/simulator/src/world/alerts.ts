import type { Metrics } from '@truetape/observability';

/** What a process has told its operators to look at. */
export class Alerts {
  /** How often something was said to lie in suspense. */
  suspended = 0;

  /** Metrics that count here besides. */
  counting(metrics: Metrics): Metrics {
    const line = (type: string) => {
      const counted = metrics.suspended.labels(type);
      return {
        ...counted,
        increment: (by = 1) => {
          this.suspended += by;
          counted.increment(by);
        },
      };
    };
    return { ...metrics, suspended: { ...metrics.suspended, labels: line } };
  }
}
