import type { RecordedEvent } from '@truetape/kernel';
import { LOG_FIELDS, type Logger } from '@truetape/observability';
import type { CombinedFold } from '../framework/combined-fold.ts';
import type { Checkpoint, RowStore } from '../row-store.ts';
import { PendingEvents } from './pending-events.ts';

export interface BatchWriterOptions {
  readonly rows: RowStore;
  readonly fold: CombinedFold;
  readonly checkpoint: Checkpoint;
  readonly logger: Logger;
  readonly onProgress: (progress: Progress) => void;
  /** Called once; nothing is written after it. */
  readonly onFailure: (error: unknown) => void;
}

export interface Progress {
  /** Everything up to here is stored. */
  readonly position: number;
  /** How many events the last batch held. */
  readonly events: number;
}

/** Thrown when the checkpoint is not where this projector left it. */
export class SecondProjectorError extends Error {
  override readonly name = 'SecondProjectorError';
}

/** What may wait for the row store before reading pauses. */
const READY_EVENTS_MAX = 4_096;
/** A batch smaller than this waits until the last one was this long ago: it costs as much as a larger one. */
const EAGER_EVENTS = 512;
const BATCH_INTERVAL_MS = 15;

/** Folds what it is given and writes it batch by batch; while one is being written, the next is folded. */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  readonly #pending: PendingEvents;
  #checkpoint: Checkpoint;
  #writing: Promise<void> | undefined;
  #isFlushing = false;
  #hasFailed = false;
  #wroteAtMs = Number.NEGATIVE_INFINITY;
  #makeRoom: () => void = () => undefined;

  constructor(options: BatchWriterOptions) {
    const { fold, checkpoint, logger } = options;
    this.#options = options;
    this.#checkpoint = checkpoint;
    this.#pending = new PendingEvents(fold, checkpoint.position, ({ position }) => {
      logger.warn({ [LOG_FIELDS.position]: position }, 'an incomplete input is shown in parts');
    });
  }

  get position(): number {
    return this.#checkpoint.position;
  }

  /** The last position read after which every input was complete. */
  get completeUpTo(): number {
    return this.#pending.completeUpTo;
  }

  /**
   * Settles when there is room for more.
   *
   * @throws PoisonedEventError
   */
  add(events: readonly RecordedEvent[]): void | Promise<void> {
    for (const event of events) this.#pending.add(event);
    this.#wake();
    if (this.#pending.readyCount < READY_EVENTS_MAX || this.#hasFailed) return undefined;
    return new Promise((resolve) => {
      this.#makeRoom = resolve;
    });
  }

  /** Settles when all complete inputs are written, or writing has failed. */
  async flush(): Promise<void> {
    this.#isFlushing = true;
    this.#wake();
    while (this.#writing !== undefined) await this.#writing;
  }

  #wake(): void {
    if (this.#writing !== undefined || this.#hasFailed || this.#pending.readyCount === 0) return;
    this.#writing = this.#writeAll()
      .catch((error: unknown) => {
        this.#hasFailed = true;
        this.#makeRoom();
        this.#options.onFailure(error);
      })
      .finally(() => {
        this.#writing = undefined;
        this.#wake();
      });
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.readyCount > 0) {
      await this.#pace();
      const ready = this.#pending.take();
      this.#makeRoom();
      if (ready === undefined) return;
      const { position, hash } = ready.last;
      const from = this.#checkpoint;
      const to = { logId: from.logId, position, hash };
      this.#wroteAtMs = performance.now();
      if (!(await this.#options.rows.write({ changes: ready.changes, from, to }))) {
        throw new SecondProjectorError(
          `The checkpoint is no longer at position ${from.position}: another projector is alive.`,
        );
      }
      this.#checkpoint = to;
      this.#options.onProgress({ position, events: ready.count });
    }
  }

  async #pace(): Promise<void> {
    if (this.#isFlushing || this.#pending.readyCount >= EAGER_EVENTS) return;
    const restMs = this.#wroteAtMs + BATCH_INTERVAL_MS - performance.now();
    if (restMs >= 1) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}
