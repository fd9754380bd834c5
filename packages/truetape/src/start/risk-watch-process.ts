import type { Check } from '@truetape/edge';
import type { EventLog } from '@truetape/event-store';
import { appendForChild, type Service } from '@truetape/service';
import { appendWatchTo, countRaised } from '@truetape/workflows';
import { type Supervised, say, supervise } from './supervise.ts';
import { checkWatchAsked, type WatchAsked } from './watch-messages.ts';

export interface RiskWatchProcess {
  readonly start: () => void;
  /** For `/health/ready`. */
  readonly check: () => Check;
}

/** The risk watch of a log that this process writes: a process of its own, which has this one append what it says. */
export function riskWatchProcess(service: Service, log: EventLog): RiskWatchProcess {
  const { metrics } = service;
  const append = appendWatchTo(log);
  const lag = metrics.riskLagEvents.labels();
  let isWatching = false;
  let running: Supervised | undefined;
  service.onStop(() => running?.stop());

  const answerTo = appendForChild(service, 'risk-watch', async (asked: WatchAsked) => {
    checkWatchAsked(asked);
    const { stream, expectedRevision, events } = asked;
    const appended = await append(stream, expectedRevision, events);
    if (appended.ok) countRaised(metrics, events);
    return appended;
  });

  return {
    start: () => {
      running = supervise(service, {
        name: 'risk-watch',
        environment: { RISK_WATCH_PORT: '' },
        onMessage: answerTo,
        onReport: ({ ready, lagEvents }) => {
          isWatching ||= ready === true;
          if (lagEvents !== undefined) lag.set(lagEvents);
        },
        onEnded: () => {
          isWatching = false;
        },
        onDown: say,
      });
    },
    check: () =>
      isWatching
        ? { ok: true, optional: true }
        : { ok: false, optional: true, detail: 'nobody watches the limits' },
  };
}
