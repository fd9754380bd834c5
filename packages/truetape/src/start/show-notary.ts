import type { FailingPart, NotaryStatus } from '@truetape/audit/notary';
import type { Check } from '@truetape/edge';
import type { Metrics } from '@truetape/observability';

/** More than this and something is wrong: anchors are due within a second, and within a minute outside. */
const LOG_LAG_MS_MAX = 30_000;
const OUTSIDE_LAG_MS_MAX = 120_000;

/** Shows in metrics how a notary is doing. */
export function showNotary(metrics: Metrics): (status: NotaryStatus) => void {
  const counted: Record<FailingPart, number> = { log: 0, file: 0, url: 0 };
  return ({ lag, failures }) => {
    for (const where of ['log', 'outside'] as const) {
      metrics.anchorLagEvents.labels(where).set(lag[where].events);
      metrics.anchorLagSeconds.labels(where).set(lag[where].ms / 1_000);
    }
    for (const part of ['log', 'file', 'url'] as const) {
      // A notary that was started again counts from 0.
      const more = failures[part] - counted[part];
      metrics.anchorFailures.labels(part).increment(more < 0 ? failures[part] : more);
      counted[part] = failures[part];
    }
  };
}

/** Orders are taken without anchors; who watches should know that there are none. */
export function checkNotary(status: NotaryStatus | undefined): Check {
  const optional = true;
  if (status === undefined) return { ok: false, optional, detail: 'there is no notary' };
  const { log, outside } = status.lag;
  if (log.ms > LOG_LAG_MS_MAX) return { ok: false, optional, detail: 'the log is not anchored' };
  if (outside.ms > OUTSIDE_LAG_MS_MAX) {
    return { ok: false, optional, detail: 'anchors do not arrive outside' };
  }
  return { ok: true, optional };
}
