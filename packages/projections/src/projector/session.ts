import type { EventLog } from '@truetape/event-store';
import type { Logger } from '@truetape/observability';
import type { RowStore } from '../row-store.ts';
import { BatchWriter, type Progress } from './batch-writer.ts';
import { checkCheckpoints } from './check-checkpoint.ts';
import { lowestOf, restoreFold } from './restore-fold.ts';
import { endOf, type SessionEnd } from './session-end.ts';

export interface SessionOptions {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
  /** Read up to here and end, instead of following the log. */
  readonly upTo: number | undefined;
  /** Told where each read model is before the first event. */
  readonly onStarted: (positions: ReadonlyMap<string, number>) => void;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * From a row store that can be reached to whatever ends it. A session knows nothing of the one before: it starts from what is stored,
 * so every crash, lost answer and lost connection is the same case.
 */
export async function runSession(options: SessionOptions): Promise<SessionEnd> {
  const { log, rows, logger, upTo, onStarted, onProgress } = options;
  try {
    const models = await rows.load(log.logId);
    const checkpoints = models.map(({ checkpoint }) => checkpoint);
    const checked = await checkCheckpoints(checkpoints, log);
    if (!checked.ok) {
      return { kind: 'failed', failure: { code: 'LOG_MISMATCH', ...checked.failure } };
    }
    const fold = await restoreFold(models, log);
    onStarted(new Map(models.map(({ model, checkpoint }) => [model.name, checkpoint.position])));
    const ending = new Ending();
    const onFailure = (error: unknown) => ending.reached(endOf(error, undefined));
    const writer = new BatchWriter({ rows, fold, models, logger, onProgress, onFailure });
    const after = lowestOf(models);
    await (upTo === undefined
      ? follow(options, after, writer, ending)
      : readUpTo(options, { after, upTo }, writer, ending));
    return ending.how ?? { kind: 'stopped' };
  } catch (error) {
    return endOf(error, undefined);
  }
}

async function follow(
  { log, stopping }: SessionOptions,
  after: number,
  writer: BatchWriter,
  ending: Ending,
): Promise<void> {
  const onStop = () => ending.reached({ kind: 'stopped' });
  stopping.addEventListener('abort', onStop, { once: true });
  if (stopping.aborted) onStop();
  const subscription = log.subscribeAll({
    after,
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
  range: { readonly after: number; readonly upTo: number },
  writer: BatchWriter,
  ending: Ending,
): Promise<void> {
  const isOver = () => stopping.aborted || ending.how !== undefined;
  try {
    for await (const events of log.readAll(range)) {
      await writer.add(events);
      if (isOver()) break;
    }
  } catch (error) {
    ending.reached(endOf(error, writer.completeUpTo));
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
