import { NO_STREAM } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { WatchAppend } from './fold.ts';

/** What is still to be said in one stream of the risk watch, in the order of the log. */
export interface Outbox {
  /** Of the last event of the stream that was read. */
  revision: number;
  readonly waiting: WatchAppend[];
}

export const newOutbox = (): Outbox => ({ revision: NO_STREAM, waiting: [] });

/**
 * An event of the stream was read: what it says, and whatever was to be said before it, is done. Where another build has
 * said something else for that cause or for an earlier one, that stands.
 */
export function readBack({ waiting }: Outbox, { causation }: RecordedEvent): void {
  const place = waiting.findIndex(
    ({ cause }) => cause.stream === causation?.stream && cause.revision === causation.revision,
  );
  waiting.splice(0, place + 1);
}
