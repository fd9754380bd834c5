import { type EventLog, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { Service } from './run-service.ts';

/** Something that is made of the log, and adds to it. */
export interface Follower {
  /** Where reading begins; from the log's start where it is not there. */
  readonly after?: number;
  /** Only streams whose names start with one of these. */
  readonly prefixes?: readonly string[];
  /** Reads the log in order. */
  readonly onEvents: (events: readonly RecordedEvent[]) => void;
  /** The log has been read to its head. */
  readonly goLive: () => void;
}

/** Resolves when the log has been read to its head. The process fails when it cannot be read on. */
export function followLog(service: Service, log: EventLog, follower: Follower): Promise<void> {
  return new Promise((live, fail) => {
    let isLive = false;
    const subscription = log.subscribeAll({
      after: follower.after ?? START,
      ...(follower.prefixes && { prefixes: follower.prefixes }),
      onEvents: follower.onEvents,
      onCaughtUp: () => {
        if (isLive) return;
        isLive = true;
        follower.goLive();
        live();
      },
      onFailure: (failure) => {
        if (isLive) service.fail(failure instanceof Error ? failure.message : String(failure));
        else fail(failure);
      },
    });
    service.onStop(() => subscription.stop());
  });
}
