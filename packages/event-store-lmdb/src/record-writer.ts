import { START } from '@truetape/event-store';
import { COMMIT_LIMIT_BYTES, type SealedEvent } from '@truetape/event-store/adapter';
import { asDiskFull } from './disk-room.ts';
import type { Environment } from './environment.ts';
import { HEADER_BYTES, positionKey, writeRecord } from './layout.ts';

/**
 * Puts records into LMDB, one transaction at a time. A commit blocks the event loop: that has the least work, and an
 * asynchronous one could neither be taken back nor be sure where it begins.
 */
export class RecordWriter {
  readonly #environment: Environment;
  /** Values of the commit under way: LMDB reads them where they are. */
  #values = Buffer.allocUnsafeSlow(COMMIT_LIMIT_BYTES);

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /**
   * @param storeIndex puts more into the same transaction
   * @throws DiskFullError when certainly nothing was stored
   * @throws Error when the disk fails, or when another process has written at these positions
   */
  write(records: readonly SealedEvent[], storeIndex?: () => void): void {
    this.#reserve(records);
    try {
      this.#transaction(firstOf(records) - 1, () => {
        this.#put(records);
        storeIndex?.();
      });
    } catch (error) {
      throw asDiskFull(error);
    }
  }

  /** @param last the last position that is stored */
  storeIndex<T>(last: number, storeIndex: () => T): T {
    return this.#transaction(last, storeIndex);
  }

  /** @throws Error when LMDB would begin it before the last commit, and take that one back; see {@link whileHeld} */
  #transaction<T>(last: number, put: () => T): T {
    const { root, events } = this.#environment;
    return root.transactionSync(() => {
      if (last > START && !events.doesExist(positionKey(last))) throw new Error(COMMIT_LOST);
      return put();
    });
  }

  #put(records: readonly SealedEvent[]): void {
    const { events } = this.#environment;
    let offset = 0;
    for (const record of records) {
      const end = writeRecord(this.#values, offset, record);
      const value = this.#values.subarray(offset, end);
      const isStored: unknown = events.putSync(positionKey(record.event.position), value, APPEND);
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

const firstOf = (records: readonly SealedEvent[]) => (records[0] as SealedEvent).event.position;

/** Positions only grow: LMDB fills pages one after the other and refuses what is not beyond the last key. */
const APPEND = { append: true };

const FOREIGN_WRITER = 'Another process has written to the log';
const COMMIT_LOST = 'LMDB would take back the last commit: the log was opened in the middle of it';
