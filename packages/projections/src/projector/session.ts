import type { EventLog } from '@truetape/event-store';
import { InvariantError, type RecordedEvent } from '@truetape/kernel';
import type { Logger } from '@truetape/observability';
import { PoisonedEventError } from '../framework/log-event.ts';
import type { RowStore } from '../row-store.ts';
import { BatchWriter, type Progress } from './batch-writer.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import type { ProjectorFailure } from './failure.ts';
import { restoreFold } from './restore-fold.ts';
import { endOf, type SessionEnd } from './session-end.ts';

export interface SessionOptions {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
  /** Read up to here and end, instead of following the log. */
  readonly upTo: number | undefined;
  readonly onStarted: (position: number) => void;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * From a row store that can be reached to whatever ends it. A session knows nothing of the one before: it starts from what is stored,
 * so every crash, lost answer and lost connection is the same case.
 */
export async function runSession(options: SessionOptions): Promise<SessionEnd> {
  try {
    const { log, rows, onStarted } = options;
    const stored = await rows.load(log.logId);
    const { checkpoint } = stored;
    const { position } = checkpoint;
    const checked = await checkCheckpoint(checkpoint, log);
    if (!checked.ok) {
      return failedWith({ code: 'LOG_MISMATCH', message: checked.failure, position });
    }
    const fold = await restoreFold(stored, log).catch(rowsFailure);
    if ('code' in fold) return failedWith({ ...fold, position });
    onStarted(position);
    const ending = new Ending();
    const { logger, onProgress } = options;
    const onFailure = (error: unknown) => ending.reached(endOf(error, position));
    const writer = new BatchWriter({ rows, fold, checkpoint, logger, onProgress, onFailure });
    await (options.upTo === undefined
      ? follow(options, writer, ending)
      : readUpTo(options, writer, ending, options.upTo));
    return ending.how ?? { kind: 'stopped' };
  } catch (error) {
    return endOf(error, -1);
  }
}

function failedWith(failure: ProjectorFailure): SessionEnd {
  return { kind: 'failed', failure };
}

/** Somebody changed the rows, or another version wrote them: the log has everything to build them again. */
function rowsFailure(error: unknown) {
  if (!(error instanceof InvariantError || error instanceof PoisonedEventError)) throw error;
  return {
    code: 'ROWS_CORRUPT',
    message: `The rows of the read models make no sense (${error.message}). Drop the schema truetape to have them built again.`,
  } as const;
}

async function follow(
  { log, stopping }: SessionOptions,
  writer: BatchWriter,
  ending: Ending,
): Promise<void> {
  const onStop = () => ending.reached({ kind: 'stopped' });
  stopping.addEventListener('abort', onStop, { once: true });
  if (stopping.aborted) onStop();
  const subscription = log.subscribeAll({
    after: writer.position,
    onEvents: (events) => writer.add(events),
    onFailure: (error) => ending.reached(endOf(error, writer.completeUpTo)),
  });
  await ending.whenReached;
  stopping.removeEventListener('abort', onStop);
  // The writer goes on meanwhile: a handler may wait for it to make room.
  await subscription.stop();
  await writer.flush();
}

async function readUpTo(
  { log, stopping }: SessionOptions,
  writer: BatchWriter,
  ending: Ending,
  upTo: number,
): Promise<void> {
  const isOver = () => stopping.aborted || ending.how !== undefined;
  const batches: AsyncIterable<readonly RecordedEvent[]> = log.readAll({
    after: writer.position,
    upTo,
  });
  for await (const events of batches) {
    await writer.add(events);
    if (isOver()) break;
  }
  await writer.flush();
  ending.reached(stopping.aborted ? { kind: 'stopped' } : { kind: 'reached' });
}

/** The first of all the things that may end a session. */
class Ending {
  how: SessionEnd | undefined;
  readonly whenReached: Promise<void>;
  #resolve: () => void = () => undefined;

  constructor() {
    this.whenReached = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  reached(how: SessionEnd): void {
    this.how ??= how;
    this.#resolve();
  }
}
