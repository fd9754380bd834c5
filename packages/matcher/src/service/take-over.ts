import { type AppendFailure, appendForCertain, type EventLog } from '@truetape/event-store';
import { failed, type NewEvent, type Result } from '@truetape/kernel';

export interface TakeOver {
  readonly log: EventLog;
  readonly stream: string;
  readonly fence: NewEvent;
  /** Of the last event of the stream that was read. */
  readonly readRevision: () => number;
  /** Settles when the stream has been read so far. */
  readonly untilRead: (revision: number) => Promise<void>;
}

/** Another matcher may be faster so often; each time what it has appended is read first. */
const ATTEMPTS = 1_000;
/** An append of unknown outcome is sent again as the identical one, so often. */
const RETRIES = 10;

/**
 * Appends the fence of a market behind whatever is there, while another matcher may still be appending.
 *
 * @returns the revision of the fence
 */
export async function takeOver(options: TakeOver): Promise<Result<number, AppendFailure>> {
  const { log, stream, fence, readRevision, untilRead } = options;
  let failure: AppendFailure = { code: 'UNAVAILABLE', reason: 'nothing was tried' };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const expected = readRevision();
    const fenced = await appendForCertain(log, stream, expected, [fence], RETRIES);
    if (fenced.ok) return { ok: true, value: fenced.value.revision };
    failure = fenced.failure;
    if (failure.code !== 'WRONG_REVISION' || failure.actual <= expected) break;
    await untilRead(failure.actual);
  }
  return failed(failure);
}
