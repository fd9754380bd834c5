import { randomUUID } from 'node:crypto';
import { assert } from '@truetape/kernel';
import type { LogDisk, StoredRecord, StreamPlace } from '../adapter/log-disk.ts';
import type { SealedEvent } from '../adapter/seal.ts';

/** Records in memory. It outlives the {@link MemoryLog} on it, as a disk outlives a process. */
export class MemoryDisk implements LogDisk {
  readonly logId: string;
  readonly #records: StoredRecord[] = [];
  readonly #positions = new Map<string, number[]>();

  constructor(logId: string = randomUUID()) {
    this.logId = logId;
  }

  head(): number {
    return this.#records.length - 1;
  }

  write(records: readonly SealedEvent[]): void {
    for (const { event, canonical } of records) {
      assert(event.position === this.#records.length, 'a record follows the head of its disk');
      const { hash, recordedAtMs, stream, position } = event;
      this.#records.push({ hash, recordedAtMs, canonical: Buffer.from(canonical) });
      const positions = this.#positions.get(stream);
      if (positions === undefined) this.#positions.set(stream, [position]);
      else positions.push(position);
    }
  }

  room(): number {
    return Number.POSITIVE_INFINITY;
  }

  record(position: number): StoredRecord | undefined {
    return this.#records[position];
  }

  lastOf(stream: string): StreamPlace | undefined {
    const positions = this.#positions.get(stream);
    if (positions === undefined) return undefined;
    return { revision: positions.length - 1, position: positions[positions.length - 1] as number };
  }

  positionsOf(stream: string, first: number, last: number): number[] {
    return this.#positions.get(stream)?.slice(first, last + 1) ?? [];
  }

  /** A closed disk keeps what it has: opening it again is a restart. */
  async close(): Promise<void> {}
}
