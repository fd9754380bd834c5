import { type Accounts, createAccounts } from '@truetape/accounts';
import { readVoidedInputs } from '@truetape/codec';
import type { EpochMs } from '@truetape/domain';
import { type EventLog, START } from '@truetape/event-store';
import { createMatcher } from '@truetape/matcher';
import type { Logger, Metrics } from '@truetape/observability';
import { createClock } from '@truetape/workflows';

export interface OrderPathOptions {
  readonly log: EventLog;
  readonly now: () => EpochMs;
  readonly instance: string;
  readonly build: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Smaller in tests of inputs that are split. */
  readonly outcomesPerAppend?: number;
  /** The order path cannot go on; the process must end. */
  readonly onStopped: (reason: string) => void;
}

export interface OrderPath {
  readonly accounts: Accounts;
  /** Settles when nothing is being decided, matched or called due any more. */
  readonly stop: () => Promise<void>;
}

/**
 * Accounts, matcher and clock on one log in one process. All read the queued tail: an order, its match and its settlement are
 * worked out before the first is on disk, and share a commit. Resolves when the log has been read to its head.
 */
export async function startOrderPath(options: OrderPathOptions): Promise<OrderPath> {
  const { log, now, metrics, onStopped } = options;
  const accounts = createAccounts({ log, now, metrics });
  const matcher = createMatcher({ ...options, voided: await readVoidedInputs(log) });
  const clock = createClock(options);
  const subscription = await new Promise<ReturnType<EventLog['subscribeAll']>>((live, fail) => {
    let started = false;
    const subscription = log.subscribeAll({
      after: START,
      tail: 'queued',
      onEvents: (events) => {
        accounts.onEvents(events);
        matcher.onEvents(events);
        clock.onEvents(events);
      },
      onCaughtUp: () => {
        if (started) return;
        started = true;
        accounts.goLive();
        matcher.goLive();
        clock.goLive();
        live(subscription);
      },
      onFailure: (failure) => {
        if (started) onStopped(failure instanceof Error ? failure.message : String(failure));
        else fail(failure);
      },
    });
  });
  return {
    accounts,
    stop: async () => {
      await clock.stop();
      await subscription.stop();
    },
  };
}
