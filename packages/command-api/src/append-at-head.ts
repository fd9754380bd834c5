import type { ErrorCode, Receipt } from '@truetape/contracts';
import { appendForCertain, type EventLog, NO_STREAM } from '@truetape/event-store';
import { type Failed, failed, type NewEvent, ok, type Result } from '@truetape/kernel';

export type Refusal = Failed<{ readonly code: ErrorCode; readonly field?: string }>;

export type Operated = Result<
  { readonly receipt: Receipt; readonly position: number; readonly repeated: boolean },
  Refusal['failure']
>;

export interface Operation {
  readonly stream: string;
  /** One or more, appended whole or not at all. */
  readonly events: readonly NewEvent[];
  /** The answer that follows from what is in the stream already. */
  readonly earlier: () => Promise<Operated | undefined>;
  /** Asked at the very moment of the append. */
  readonly refused: () => Refusal | undefined;
}

/** Somebody else may be faster so often; each time everything is looked at again. */
const ATTEMPTS = 5;
/** An append of unknown outcome is sent again as the identical one, so often. */
const RETRIES = 5;

/**
 * Appends an operation to a stream that several may write, behind the head that it was decided on; what is refused is
 * refused on that head, too. The receipt names its last event.
 */
export async function appendAtHead(log: EventLog, operation: Operation): Promise<Operated> {
  const { stream, events, earlier, refused } = operation;
  const headRevision = async () => (await log.streamHead(stream))?.revision ?? NO_STREAM;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const expected = await headRevision();
    const answered = (await earlier()) ?? refused();
    if (answered?.ok) return answered;
    if (answered !== undefined) {
      // What came while it was decided may be this very request: then it is refused because it is done already.
      if ((await headRevision()) === expected) return answered;
      continue;
    }
    const appended = await appendForCertain(log, stream, expected, events, RETRIES);
    if (appended.ok) {
      const { revision, hash, position } = appended.value;
      return ok({ receipt: { stream, revision, hash }, position, repeated: false });
    }
    const { code } = appended.failure;
    if (code === 'UNKNOWN_OUTCOME') return failed({ code: 'SERVICE_UNKNOWN_OUTCOME' });
    if (code !== 'WRONG_REVISION') break;
  }
  return failed({ code: 'SERVICE_UNAVAILABLE' });
}
