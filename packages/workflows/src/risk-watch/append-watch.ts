import {
  type Appended,
  type AppendFailure,
  appendForCertain,
  type EventLog,
} from '@truetape/event-store';
import type { NewEvent, Result } from '@truetape/kernel';

/** Appends what the risk watch says behind exactly this revision: in this process, or in the one that writes the log. */
export type AppendWatch = (
  stream: string,
  expectedRevision: number,
  events: readonly NewEvent[],
) => Promise<Result<Pick<Appended, 'revision' | 'position'>, AppendFailure>>;

/** An append of unknown outcome is sent again as the identical batch, so often. */
const RETRIES = 5;

/** Appends in this process. */
export const appendWatchTo =
  (log: EventLog): AppendWatch =>
  (stream, expectedRevision, events) =>
    appendForCertain(log, stream, expectedRevision, events, RETRIES);
