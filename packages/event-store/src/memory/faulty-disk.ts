import type { LogDisk, StoredRecord, StreamPlace } from '../adapter/log-disk.ts';
import type { SealedEvent } from '../adapter/seal.ts';

/** A disk that a test can hold back, break, or cut off as a power failure does. */
export class FaultyDisk implements LogDisk {
  readonly logId: string;
  readonly #disk: LogDisk;
  #held: Promise<void> | undefined;
  #release: () => void = () => {};
  #fault: Error | undefined;

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

  head(): number {
    return this.#disk.head();
  }

  write(records: readonly SealedEvent[]): void | Promise<void> {
    if (this.#held !== undefined) return this.#held.then(() => this.write(records));
    if (this.#fault !== undefined) throw this.#fault;
    return this.#disk.write(records);
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
