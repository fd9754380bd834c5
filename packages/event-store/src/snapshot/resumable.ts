import type { RecordedEvent } from '@truetape/kernel';
import { type EventLog, START } from '../log.ts';
import type { Snapshots } from '../snapshots.ts';
import { newestUsable } from './newest-usable.ts';

/** A fold of the log whose state can be kept. */
export interface Resumable {
  /** Of its snapshots. */
  readonly name: string;
  /** Of what `capture` gives. */
  readonly schemaVersion: number;
  readonly onEvents: (events: readonly RecordedEvent[]) => void;
  /** The state after the last event read, while nothing but reading has changed it. Equal states give equal bytes. */
  readonly capture: () => Uint8Array;
  /**
   * Takes a state instead of the events before it, before anything is read.
   *
   * @throws InvariantError when it is not one: what it was given to is of no use any more
   */
  readonly restore: (body: Uint8Array) => void;
}

/** Folds that have taken what snapshots there were. */
export interface Resumed {
  /** Where reading begins. */
  readonly after: number;
  /** Gives each fold the events that it does not have. */
  readonly onEvents: (events: readonly RecordedEvent[]) => void;
}

export interface ResumeListener {
  /** A fold goes on after `position`; from the log's start when there was nothing to use. */
  readonly onResumed: (name: string, position: number) => void;
  /** A snapshot was passed over. */
  readonly onIgnored: (name: string, reason: string) => void;
}

/** Restores each fold from its newest usable snapshot. */
export async function resume(
  log: EventLog,
  snapshots: Pick<Snapshots, 'newestFirst'>,
  folds: readonly Resumable[],
  { onResumed, onIgnored }: ResumeListener,
): Promise<Resumed> {
  const found = await Promise.all(
    folds.map(async (fold) => {
      const { name, schemaVersion } = fold;
      const snapshot = await newestUsable(snapshots, log, {
        name,
        schemaVersion,
        onIgnored: (reason) => onIgnored(name, reason),
      });
      return { fold, snapshot };
    }),
  );
  // One after the other, when all are there: where one throws, none goes on behind the back of who catches it.
  const restored = found.map(({ fold, snapshot }) => {
    if (snapshot !== undefined) fold.restore(snapshot.body);
    const position = snapshot?.position ?? START;
    onResumed(fold.name, position);
    return { fold, position };
  });
  return {
    after: Math.min(...restored.map(({ position }) => position)),
    onEvents: (events) => {
      const first = events[0]?.position ?? START;
      for (const { fold, position } of restored) {
        const isNew = ({ position: at }: RecordedEvent) => at > position;
        fold.onEvents(first > position ? events : events.filter(isNew));
      }
    },
  };
}

/** Keeps the state of each fold as it is after `last`, the last event that all of them have read. */
export async function saveSnapshots(
  log: EventLog,
  snapshots: Snapshots,
  folds: readonly Resumable[],
  last: RecordedEvent,
): Promise<void> {
  const { position, hash } = last;
  for (const fold of folds) {
    const { name, schemaVersion } = fold;
    const body = fold.capture();
    await snapshots.save({ name, schemaVersion, logId: log.logId, position, hash, body });
  }
}
