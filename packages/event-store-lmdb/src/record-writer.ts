import { COMMIT_LIMIT_BYTES, type SealedEvent } from '@truetape/event-store/adapter';
import { asDiskFull } from './disk-room.ts';
import type { Environment } from './environment.ts';
import { HEADER_BYTES, positionKey, writeRecord } from './layout.ts';
import { put } from './put.ts';

/** `sync` blocks the event loop for the commit and has the least work; `async` leaves it to LMDB's thread. */
export type CommitMode = 'sync' | 'async';

/** Puts records into LMDB, one transaction at a time, and says when they are on disk. */
export class RecordWriter {
  readonly #environment: Environment;
  readonly #mode: CommitMode;
  /** Values of the commit in flight: LMDB reads them where they are. */
  #values = Buffer.allocUnsafeSlow(COMMIT_LIMIT_BYTES);

  constructor(environment: Environment, mode: CommitMode) {
    this.#environment = environment;
    this.#mode = mode;
  }

  /**
   * @param storeIndex puts more into the same transaction
   * @throws DiskFullError when certainly nothing was stored
   * @throws Error when the disk fails, or when another process has written at these positions
   */
  write(records: readonly SealedEvent[], storeIndex?: () => void): void | Promise<void> {
    this.#reserve(records);
    if (this.#mode === 'async') return this.#writeAsync(records, storeIndex);
    const { root, events } = this.#environment;
    try {
      root.transactionSync(() => {
        this.#put(records, (key, value) => events.putSync(key, value, APPEND));
        storeIndex?.();
      });
    } catch (error) {
      throw asDiskFull(error);
    }
  }

  storeIndex<T>(storeIndex: () => T): T {
    return this.#environment.root.transactionSync(storeIndex);
  }

  /** Nothing is put unless the first position is free: an asynchronous batch could not be taken back. */
  async #writeAsync(
    records: readonly SealedEvent[],
    storeIndex: (() => void) | undefined,
  ): Promise<void> {
    const { root, events } = this.#environment;
    root.resetReadTxn();
    const first = positionKey(records[0]?.event.position as number);
    const isFree = await events
      .ifNoExists(first, () => {
        this.#put(records, (key, value) => put(events, key, value, APPEND));
        storeIndex?.();
      })
      .catch(rethrowCause);
    if (!isFree) throw new Error(FOREIGN_WRITER);
    await root.flushed;
    root.resetReadTxn(); // or a snapshot of this turn of the event loop would not have the commit
  }

  #put(records: readonly SealedEvent[], store: (key: Buffer, value: Buffer) => unknown): void {
    let offset = 0;
    for (const record of records) {
      const end = writeRecord(this.#values, offset, record);
      const isStored = store(
        positionKey(record.event.position),
        this.#values.subarray(offset, end),
      );
      if (isStored === false) throw new Error(FOREIGN_WRITER);
      offset = end;
    }
  }

  #reserve(records: readonly SealedEvent[]): void {
    let bytes = 0;
    for (const { canonical } of records) bytes += HEADER_BYTES + Buffer.byteLength(canonical);
    if (bytes > this.#values.length) this.#values = Buffer.allocUnsafeSlow(bytes);
  }
}

/** Positions only grow: LMDB fills pages one after the other and refuses what is not beyond the last key. */
const APPEND = { append: true };

const FOREIGN_WRITER = 'Another process has written to the log';

/** LMDB's "see commitError for details" holds a promise of the error that matters. */
async function rethrowCause(
  error: Error & { readonly commitError?: Promise<never> },
): Promise<never> {
  await error.commitError?.catch((cause: unknown) => {
    throw asDiskFull(cause);
  });
  throw error;
}
