import { START } from '@truetape/event-store';
import {
  DiskFullError,
  type LogDisk,
  readRecord as readEvent,
  type SealedEvent,
  type StoredRecord,
  type StreamPlace,
} from '@truetape/event-store/adapter';
import { DiskRoom } from './disk-room.ts';
import type { Environment } from './environment.ts';
import type { Holds } from './holds.ts';
import { positionKey, readRecord, readUint64 } from './layout.ts';
import type { RecordWriter } from './record-writer.ts';
import { StoredIndex } from './stored-index.ts';
import { StreamIndex } from './stream-index.ts';

export interface LmdbDiskOptions {
  readonly folder: string;
  readonly logId: string;
  readonly environment: Environment;
  /** Left out where the log is only read. */
  readonly writer?: RecordWriter;
  /** Nothing is committed while somebody opens the log. */
  readonly holds?: Holds;
  /** Events after which the index of the tail is stored. */
  readonly segmentEvents: number;
  /** Called when the environment is closed. */
  readonly onClosed?: () => Promise<void>;
}

/** The records of a log in LMDB, and the index of its streams. See {@link Environment} for the layout. */
export class LmdbDisk implements LogDisk {
  readonly logId: string;
  readonly #options: LmdbDiskOptions;
  readonly #environment: Environment;
  readonly #index: StreamIndex;
  readonly #room: DiskRoom;
  #head: number;
  /** Up to here the index knows the log. */
  #indexed: number;
  /** A write is under way, or has failed. */
  #isInDoubt = false;
  #isClosed = false;

  constructor(options: LmdbDiskOptions) {
    this.#options = options;
    this.logId = options.logId;
    this.#environment = options.environment;
    this.#room = new DiskRoom(options.folder);
    this.#index = new StreamIndex(new StoredIndex(this.#environment));
    this.#head = this.#lastPosition();
    this.#indexed = this.#index.mark.upTo;
    if (options.writer) this.#indexTail();
  }

  head(): number {
    if (!this.#options.writer) this.#refresh();
    return this.#head;
  }

  write(records: readonly SealedEvent[]): void | Promise<void> {
    const writer = this.#options.writer;
    if (writer === undefined) throw new Error('This process only reads the log');
    const released = this.#options.holds?.released;
    if (released !== undefined) return released.then(() => this.write(records));
    this.#room.check();
    const index = this.#index;
    if (!index.isStoring && index.tailEvents >= this.#options.segmentEvents) {
      index.startStoring(this.#head);
    }
    let stored: (() => void) | undefined;
    const storeSlice = () => {
      stored = index.storeSlice(records.length);
    };
    this.#isInDoubt = true;
    try {
      writer.write(records, index.isStoring ? storeSlice : undefined);
    } catch (failure) {
      this.#isInDoubt = !(failure instanceof DiskFullError);
      throw failure;
    }
    this.#wrote(records, stored);
  }

  room(): number {
    return this.#room.bytes;
  }

  record(position: number): StoredRecord | undefined {
    this.#assertOpen();
    const value = this.#environment.events.getBinaryFast(positionKey(position));
    return value && readRecord(value);
  }

  lastOf(stream: string): StreamPlace | undefined {
    this.#catchUp();
    return this.#index.lastOf(stream);
  }

  positionsOf(stream: string, first: number, last: number): number[] {
    this.#catchUp();
    return this.#index.positionsOf(stream, first, last);
  }

  /** Stores the index of the tail, where there is room, so that the next start has nothing to read. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.#options.holds?.released;
      if (this.#options.writer && !this.#isInDoubt) this.#storeWholeIndex(this.#options.writer);
    } catch (failure) {
      if (!(failure instanceof DiskFullError)) throw failure;
    } finally {
      await this.#environment.root.close();
      await this.#options.onClosed?.();
    }
  }

  #storeWholeIndex(writer: RecordWriter): void {
    const index = this.#index;
    while (index.isStoring || index.tailEvents > 0) {
      this.#room.check();
      if (!index.isStoring) index.startStoring(this.#head);
      writer.storeIndex(this.#head, () => index.storeSlice(Infinity))();
    }
  }

  #wrote(records: readonly SealedEvent[], stored: (() => void) | undefined): void {
    this.#isInDoubt = false;
    stored?.();
    for (const { event } of records) {
      this.#index.add(event.stream, event.revision, event.position);
      this.#head = event.position;
    }
    this.#indexed = this.#head;
  }

  /** In a process that only reads: everything that is answered in one go comes from one new snapshot. */
  #catchUp(): void {
    this.#assertOpen();
    if (this.#options.writer) return;
    this.#refresh();
    if (this.#index.follow()) this.#indexed = this.#index.mark.upTo;
    this.#indexTail();
  }

  #refresh(): void {
    this.#assertOpen();
    this.#environment.root.resetReadTxn();
    this.#head = this.#lastPosition();
  }

  #indexTail(): void {
    while (this.#indexed < this.#head) {
      const event = readEvent(this, this.#indexed + 1);
      this.#index.add(event.stream, event.revision, event.position);
      this.#indexed += 1;
    }
  }

  #lastPosition(): number {
    for (const key of this.#environment.events.getKeys({ reverse: true, limit: 1 })) {
      return readUint64(key as Buffer, 0);
    }
    return START;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error('The log is closed');
  }
}
