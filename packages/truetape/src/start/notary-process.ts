import { randomUUID } from 'node:crypto';
import { appendAnchorsTo, type NotaryStatus } from '@truetape/audit/notary';
import { anchorEvents } from '@truetape/contracts';
import type { Check } from '@truetape/edge';
import type { EventLog } from '@truetape/event-store';
import { appendForChild, type Service } from '@truetape/service';
import type { AnchorsAsked, NotaryReport } from './notary-messages.ts';
import { checkNotary, showNotary } from './show-notary.ts';
import { type Supervised, say, supervise } from './supervise.ts';

export interface NotaryProcess {
  readonly start: () => void;
  /** For `/health/ready`. */
  readonly check: () => Check;
}

/** The notary of a log that this process writes: a process of its own, which has this one append what it anchors. */
export function notaryProcess(service: Service, log: EventLog): NotaryProcess {
  const { metrics } = service;
  const append = appendAnchorsTo(log, randomUUID());
  const show = showNotary(metrics);
  let status: NotaryStatus | undefined;
  let running: Supervised | undefined;
  service.onStop(() => running?.stop());

  const answerTo = appendForChild(service, 'notary', async (asked: AnchorsAsked) => {
    const anchors = anchorEvents.LogAnchored.array().min(1).max(64).parse(asked.anchors);
    return append(asked.expectedRevision, anchors);
  });

  return {
    start: () => {
      running = supervise(service, {
        name: 'notary',
        environment: { NOTARY_PORT: '' },
        onMessage: (message, answer) => {
          answerTo(message, answer);
          const { notary } = message as Partial<NotaryReport>;
          if (notary !== undefined) {
            status = notary;
            show(notary);
          }
        },
        onEnded: () => {
          status = undefined;
          metrics.anchorFailures.labels('process').increment();
        },
        onDown: say,
      });
    },
    check: () => checkNotary(status),
  };
}
