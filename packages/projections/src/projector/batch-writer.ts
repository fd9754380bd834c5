import type { RecordedEvent } from '@truetape/kernel';
import { LOG_FIELDS, type Logger } from '@truetape/observability';
import type { CombinedFold } from '@truetape/read-models';
import type { Checkpoint, Move, RowStore, StoredModel } from '../row-store.ts';
import { PendingEvents } from './pending-events.ts';
import { lowestOf } from './restore-fold.ts';

export interface BatchWriterOptions {
  readonly rows: RowStore;
  /** Of these models, from where they are. */
  readonly fold: CombinedFold;
  readonly models: readonly StoredModel[];
  readonly logger: Logger;
  readonly onProgress: (progress: Progress) => void;
  /** Called once; nothing is written after it. */
  readonly onFailure: (error: unknown) => void;
}

export interface Progress {
  /** Up to where each read model is stored, by name. */
  readonly positions: ReadonlyMap<string, number>;
  /** How many events the last batch held. */
  readonly events: number;
}

/** Thrown when a checkpoint is not where this projector left it. */
export class SecondProjectorError extends Error {
  override readonly name = 'SecondProjectorError';
}

/** Thrown when other tables have taken the place of those that were read: their rows must be read again. */
export class RebuiltError extends Error {
  override readonly name = 'RebuiltError';
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
  readonly #checkpoints: Map<string, Checkpoint>;
  #writing: Promise<void> | undefined;
  #isFlushing = false;
  #hasFailed = false;
  #wroteAtMs = Number.NEGATIVE_INFINITY;
  #makeRoom: () => void = () => undefined;

  constructor(options: BatchWriterOptions) {
    const { fold, models, logger } = options;
    this.#options = options;
    this.#checkpoints = new Map(models.map(({ model, checkpoint }) => [model.name, checkpoint]));
    this.#pending = new PendingEvents(fold, lowestOf(models), ({ position }) => {
      logger.warn({ [LOG_FIELDS.position]: position }, 'an incomplete input is shown in parts');
    });
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
      this.#wroteAtMs = performance.now();
      const moves = this.#movesTo(ready.last);
      const written = await this.#options.rows.write({ changes: ready.changes, moves });
      if (written === 'rebuilt') throw new RebuiltError('Some read models were rebuilt.');
      if (written === 'moved') {
        const places = moves.map(({ model, from }) => `${model} at ${from.position}`).join(', ');
        throw new SecondProjectorError(
          `Checkpoints are no longer where they were left (${places}): another projector is alive.`,
        );
      }
      for (const { model, to } of moves) this.#checkpoints.set(model, to);
      this.#options.onProgress({ positions: this.#positions(), events: ready.count });
    }
  }

  /** Of all that are not further already. */
  #movesTo({ position, hash }: RecordedEvent): readonly Move[] {
    const behind = [...this.#checkpoints].filter(([, from]) => from.position < position);
    return behind.map(([model, from]) => ({ model, from, to: { ...from, position, hash } }));
  }

  #positions(): ReadonlyMap<string, number> {
    return new Map([...this.#checkpoints].map(([model, { position }]) => [model, position]));
  }

  async #pace(): Promise<void> {
    if (this.#isFlushing || this.#pending.readyCount >= EAGER_EVENTS) return;
    const restMs = this.#wroteAtMs + BATCH_INTERVAL_MS - performance.now();
    if (restMs >= 1) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}
