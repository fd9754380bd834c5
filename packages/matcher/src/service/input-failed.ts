import type { RecordedEvent } from '@truetape/kernel';

/** A market cannot go past this input. It would come to the same at every start. */
export class InputFailedError extends Error {
  override readonly name = 'InputFailedError';

  constructor({ type, stream, revision, position }: RecordedEvent, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `No market goes past ${type} at position ${position} (${stream} ${revision}): ${reason}. ` +
        `An operator may void it: truetape void-input --stream ${stream} --revision ${revision}`,
      { cause },
    );
  }
}
