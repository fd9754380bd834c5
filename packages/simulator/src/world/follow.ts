import { type EventLog, type Resumed, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { Running } from './simulated-process.ts';

/** Something that is made of the log, and adds to it. */
interface Follower {
  readonly onEvents: (events: readonly RecordedEvent[]) => void;
  readonly goLive: () => void;
}

/**
 * Resolves when the log has been read to its head, as a service of its own does.
 *
 * @param after where reading begins
 */
export function follow(
  log: EventLog,
  follower: Follower,
  { fail }: Running,
  after: Resumed['after'] = START,
): Promise<void> {
  return new Promise((live) => {
    let isLive = false;
    log.subscribeAll({
      after,
      onEvents: follower.onEvents,
      onCaughtUp: () => {
        if (isLive) return;
        isLive = true;
        follower.goLive();
        live();
      },
      onFailure: fail,
    });
  });
}
