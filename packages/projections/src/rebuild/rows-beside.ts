import { START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import {
  type CombinedFold,
  combineFolds,
  FinishedRows,
  type Table,
  tablesOf,
} from '@truetape/read-models';
import type { Client } from 'pg';
import { putStatement, removeStatement, rowParameters } from '../postgres/batch-statement.ts';
import { PendingEvents } from '../projector/pending-events.ts';
import { BESIDE } from './beside.ts';
import { copyRows } from './copy-rows.ts';
import type { RebuildOptions } from './rebuild-options.ts';

const CHUNK_EVENTS = 10_000;

type Ready = NonNullable<ReturnType<PendingEvents['take']>>;

/**
 * Read models on their way from the beginning of the log into the tables beside. First rows are copied, each when it will
 * not change any more; then, over indexes, they are put like those of the projector.
 */
export class RowsBeside {
  /** Rows written, by table. */
  readonly rows: Record<string, number> = {};
  readonly #client: Client;
  readonly #options: RebuildOptions;
  readonly #tables: readonly Table[];
  readonly #fold: CombinedFold;
  readonly #pending: PendingEvents;
  readonly #parted: FinishedRows;
  #read = START;
  #last: RecordedEvent | undefined;
  #events = 0;

  constructor(client: Client, options: RebuildOptions) {
    this.#client = client;
    this.#options = options;
    this.#tables = tablesOf(options.models);
    this.#fold = combineFolds(options.models);
    this.#pending = new PendingEvents(this.#fold, START, () => undefined);
    this.#parted = new FinishedRows(this.#tables);
  }

  /** Up to here everything is in the rows: the last event after which every input was complete. */
  get position(): number {
    return this.#last?.position ?? START;
  }

  get hash(): string | null {
    return this.#last?.hash ?? null;
  }

  /** Folds up to a position and copies the rows that are finished there. */
  copyUpTo(position: number): Promise<void> {
    return this.#foldUpTo(position, async ({ changes }) => {
      for (const table of this.#tables) {
        const rows = this.#parted.finishedBy(changes, table);
        this.#count(table, rows.length);
        await copyRows(this.#client, table, rows);
      }
    });
  }

  /** Copies the others as they are now: from here on rows are put. */
  async copyUnfinished(): Promise<void> {
    for (const table of this.#tables) {
      const rows = this.#parted.unfinished(table);
      this.#count(table, rows.length);
      await copyRows(this.#client, table, rows);
    }
  }

  /** Folds up to a position and puts what changed. */
  putUpTo(position: number): Promise<void> {
    return this.#foldUpTo(position, async ({ changes }) => {
      for (const table of this.#tables) {
        const changed = changes.of(table);
        if (changed.size === 0) continue;
        const [put, removed] = rowParameters(table, changed);
        const target = `${BESIDE}.${table.name}`;
        await this.#client.query(putStatement(table, target, 1), [put]);
        if (table.removes) await this.#client.query(removeStatement(table, target, 1), [removed]);
      }
    });
  }

  /** While a chunk is on its way to Postgres, the next one is folded. */
  async #foldUpTo(position: number, write: (ready: Ready) => Promise<void>): Promise<void> {
    let writing = Promise.resolve();
    const writeReady = async () => {
      const ready = this.#pending.take();
      await writing;
      if (ready === undefined) return;
      this.#last = ready.last;
      writing = write(ready);
      // Met when the next chunk is there; until then nobody else listens.
      writing.catch(() => undefined);
    };
    const range = { after: this.#read, upTo: position };
    for await (const events of this.#options.log.readAll(range)) {
      for (const event of events) this.#pending.add(event);
      this.#read = events.at(-1)?.position ?? this.#read;
      this.#events += events.length;
      if (this.#pending.readyCount < CHUNK_EVENTS) continue;
      await writeReady();
      this.#options.onProgress?.(this.#events);
    }
    await writeReady();
    await writing;
    this.#options.onProgress?.(this.#events);
  }

  #count({ name }: Table, rows: number): void {
    this.rows[name] = (this.rows[name] ?? 0) + rows;
  }
}
