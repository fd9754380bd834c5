import { randomUUID } from 'node:crypto';
import { appendAnchorsTo, type NotaryStatus } from '@truetape/audit/notary';
import { anchorEvents } from '@truetape/contracts';
import type { Check } from '@truetape/edge';
import type { EventLog } from '@truetape/event-store';
import type { Service } from '@truetape/service';
import type { NotaryAsks, NotaryReport, NotaryTold } from './notary-messages.ts';
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

  async function answerTo({ append: asked }: NotaryAsks): Promise<NotaryTold> {
    const { request, expectedRevision } = asked;
    const anchors = anchorEvents.LogAnchored.array().min(1).max(64).parse(asked.anchors);
    return { request, appended: await append(expectedRevision, anchors) };
  }

  return {
    start: () => {
      running = supervise(service, {
        name: 'notary',
        environment: { NOTARY_PORT: '' },
        onMessage: (message, answer) => {
          const { append: asked, notary } = message as Partial<NotaryAsks & NotaryReport>;
          if (asked !== undefined) {
            answerTo({ append: asked }).then(answer, (error: unknown) => {
              service.logger.error({ component: 'notary', err: error }, 'anchors are not appended');
            });
          }
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
