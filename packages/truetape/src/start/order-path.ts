import { type Accounts, createAccounts } from '@truetape/accounts';
import { Identities } from '@truetape/auth';
import { readVoidedInputs, type VoidedInputs } from '@truetape/codec';
import type { EpochMs } from '@truetape/domain';
import {
  type EventLog,
  type Resumable,
  type Resumed,
  resume,
  type Snapshots,
  START,
} from '@truetape/event-store';
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
  /** Where to begin; without them the whole log is read. */
  readonly snapshots?: Snapshots;
  /** Smaller in tests of inputs that are split. */
  readonly outcomesPerAppend?: number;
  /** Also find out who there is: for whoever takes requests. */
  readonly withIdentities?: boolean;
  /** Fewer in tests of checkpoints. */
  readonly checkpointEvery?: number;
  /** The order path cannot go on; the process must end. */
  readonly onStopped: (reason: string) => void;
}

export interface OrderPath {
  readonly accounts: Accounts;
  /** Nobody, unless it was asked for. */
  readonly identities: Identities;
  /** After this position the log was read; {@link START} without snapshots. */
  readonly resumedAfter: number;
  /** Settles when nothing is being decided, matched or called due any more. */
  readonly stop: () => Promise<void>;
}

/**
 * Accounts, matcher and clock on one log in one process. All read the queued tail: an order, its match and its settlement are
 * worked out before the first is on disk, and share a commit. Resolves when the log has been read to its head.
 *
 * Each begins where its newest usable snapshot ends. Where what follows in the log contradicts a snapshot, all are put
 * aside and the log is read from its start: nothing has been appended by then.
 */
export async function startOrderPath(options: OrderPathOptions): Promise<OrderPath> {
  const { log, snapshots, logger } = options;
  const voided = await readVoidedInputs(log);
  const begin = () => orderPathParts({ ...options, voided });
  if (snapshots === undefined) return follow(options, begin(), readAll);
  const parts = begin();
  try {
    const resumed = await resume(log, snapshots, parts.folds, {
      onResumed: (name, position) =>
        logger.info({ component: name, position }, resumedWords(position)),
      onIgnored: (name, reason) =>
        logger.warn({ component: name, reason }, 'a snapshot is passed over'),
    });
    return await follow(options, parts, () => resumed);
  } catch (error) {
    logger.error({ err: error }, 'the log is read from its start: it contradicts the snapshots');
    return follow(options, begin(), readAll);
  }
}

const resumedWords = (position: number) =>
  position === START ? 'there is no snapshot to begin with' : 'begins with a snapshot';

/** What folds the log to take orders, before any of it is live. */
export function orderPathParts(
  options: Omit<OrderPathOptions, 'snapshots'> & { readonly voided: VoidedInputs },
) {
  const accounts = createAccounts(options);
  const matcher = createMatcher(options);
  const clock = createClock(options);
  const identities = new Identities();
  const folds: readonly Resumable[] = options.withIdentities
    ? [accounts, matcher, clock, identities]
    : [accounts, matcher, clock];
  return { accounts, matcher, clock, identities, folds };
}

type Parts = ReturnType<typeof orderPathParts>;

const readAll = (folds: readonly Resumable[]): Resumed => ({
  after: START,
  onEvents: (events) => {
    for (const fold of folds) fold.onEvents(events);
  },
});

async function follow(
  { log, onStopped }: OrderPathOptions,
  { accounts, matcher, clock, identities, folds }: Parts,
  resumed: (folds: readonly Resumable[]) => Resumed,
): Promise<OrderPath> {
  const { after, onEvents } = resumed(folds);
  const subscription = await new Promise<ReturnType<EventLog['subscribeAll']>>((live, fail) => {
    let started = false;
    const subscription = log.subscribeAll({
      after,
      tail: 'queued',
      onEvents,
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
    identities,
    resumedAfter: after,
    stop: async () => {
      await clock.stop();
      await subscription.stop();
    },
  };
}
