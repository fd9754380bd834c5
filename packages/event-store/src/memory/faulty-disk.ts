import {
  DiskFullError,
  type LogDisk,
  type StoredRecord,
  type StreamPlace,
} from '../adapter/log-disk.ts';
import type { SealedEvent } from '../adapter/seal.ts';

/** A disk that a test can hold back, fill, break, or cut off as a power failure does. */
export class FaultyDisk implements LogDisk {
  readonly logId: string;
  readonly #disk: LogDisk;
  #held: Promise<void> | undefined;
  #release: () => void = () => {};
  #fault: Error | undefined;
  #room: number | undefined;

  constructor(disk: LogDisk) {
    this.#disk = disk;
    this.logId = disk.logId;
  }

  /** From now on commits wait: what is appended is queued and not durable. */
  hold(): void {
    this.#held ??= new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#held = undefined;
    this.#release();
  }

  /** Every commit from now on, a held one included, fails and stores nothing: a broken disk or a dead process. */
  fail(fault: Error = new Error('the disk has failed')): void {
    this.#fault = fault;
    this.release();
  }

  /** From now on there is so much room, and no commit once it is 0; undefined: as much as there really is. */
  leaveRoom(bytes: number | undefined): void {
    this.#room = bytes;
  }

  head(): number {
    return this.#disk.head();
  }

  write(records: readonly SealedEvent[]): void | Promise<void> {
    if (this.#held !== undefined) return this.#held.then(() => this.write(records));
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#room === 0) throw new DiskFullError('The disk is full');
    return this.#disk.write(records);
  }

  room(): number {
    return this.#room ?? this.#disk.room();
  }

  record(position: number): StoredRecord | undefined {
    return this.#disk.record(position);
  }

  lastOf(stream: string): StreamPlace | undefined {
    return this.#disk.lastOf(stream);
  }

  positionsOf(stream: string, first: number, last: number): number[] {
    return this.#disk.positionsOf(stream, first, last);
  }

  close(): Promise<void> {
    return this.#disk.close();
  }
}
