import { type Data, streams } from '@truetape/contracts';
import {
  type Appended,
  type AppendFailure,
  appendForCertain,
  type EventLog,
} from '@truetape/event-store';
import type { Result } from '@truetape/kernel';

/** Appends to the stream `anchors` behind exactly this revision: in this process, or in the one that writes the log. */
export type AppendAnchors = (
  expectedRevision: number,
  anchors: readonly Data<'LogAnchored'>[],
) => Promise<Result<Pick<Appended, 'revision' | 'position'>, AppendFailure>>;

/** An append of unknown outcome is sent again as the identical batch, so often. */
const RETRIES = 5;

/**
 * Appends in this process.
 *
 * @param instance different for every start: the correlation id of what is appended
 */
export function appendAnchorsTo(log: EventLog, instance: string): AppendAnchors {
  return (expectedRevision, anchors) => {
    const events = anchors.map((data) => ({
      type: 'LogAnchored',
      schemaVersion: 1,
      correlationId: instance,
      data,
    }));
    return appendForCertain(log, streams.anchors, expectedRevision, events, RETRIES);
  };
}
