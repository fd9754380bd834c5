import { HEADS_LIMIT } from './limits.ts';
import type { LogDisk } from './log-disk.ts';
import { storedRecord } from './read-record.ts';

/** The last event of a stream, queued ones included. */
export interface QueuedHead {
  readonly revision: number;
  readonly hash: string;
  readonly position: number;
}

/** Heads of the streams written lately; the others come from the disk. */
export class StreamHeads {
  readonly #disk: LogDisk;
  readonly #heads = new Map<string, QueuedHead>();

  constructor(disk: LogDisk) {
    this.#disk = disk;
  }

  get(stream: string): QueuedHead | undefined {
    return this.#heads.get(stream) ?? this.#fromDisk(stream);
  }

  set(stream: string, head: QueuedHead): void {
    this.#heads.set(stream, head);
  }

  /** Forgets what the disk knows as well, when there is much of it. */
  trim(durable: number): void {
    if (this.#heads.size < HEADS_LIMIT) return;
    for (const [stream, head] of this.#heads) {
      if (head.position <= durable) this.#heads.delete(stream);
    }
  }

  #fromDisk(stream: string): QueuedHead | undefined {
    const last = this.#disk.lastOf(stream);
    return last && { ...last, hash: storedRecord(this.#disk, last.position).hash };
  }
}
