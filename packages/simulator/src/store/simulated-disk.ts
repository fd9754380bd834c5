import { MemoryDisk } from '@truetape/event-store';
import {
  DiskFullError,
  type LogDisk,
  type SealedEvent,
  type StoredRecord,
  type StreamPlace,
} from '@truetape/event-store/adapter';
import type { Faults } from '../faults/faults.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { History } from './history.ts';

/** A commit takes so long; a slow one up to the second. */
const WRITE_US = 1_500;
const SLOW_WRITE_US = 400_000;
const FULL_US = 3_000_000;

/** The disk that outlives every process: what is on it stays. */
export class SimulatedDisk {
  readonly memory: MemoryDisk;
  readonly history = new History();
  readonly faults: Faults;
  readonly time: VirtualTime;
  readonly random: Random;
  #fullUntilUs = 0;

  constructor(options: {
    readonly logId: string;
    readonly faults: Faults;
    readonly time: VirtualTime;
    readonly random: Random;
  }) {
    this.memory = new MemoryDisk(options.logId);
    this.faults = options.faults;
    this.time = options.time;
    this.random = options.random;
  }

  store(records: readonly SealedEvent[]): void {
    this.memory.write(records);
    for (const { event } of records) this.history.add(event);
  }

  fill(): void {
    this.#fullUntilUs = this.time.nowUs + FULL_US;
  }

  get isFull(): boolean {
    return this.faults.has('full-disk') && this.time.nowUs < this.#fullUntilUs;
  }
}

/** The disk as one process has it. When the process dies, what it was writing is stored whole, or not at all. */
export class OpenDisk implements LogDisk {
  readonly logId: string;
  readonly #disk: SimulatedDisk;
  #writing: readonly SealedEvent[] | undefined;
  #isCut = false;

  constructor(disk: SimulatedDisk) {
    this.#disk = disk;
    this.logId = disk.memory.logId;
  }

  /** The process is dead. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    const { random } = this.#disk;
    if (this.#writing !== undefined && random.chance(50)) this.#disk.store(this.#writing);
  }

  async write(records: readonly SealedEvent[]): Promise<void> {
    const { faults, time } = this.#disk;
    if (this.#disk.isFull) throw new DiskFullError('the disk is full');
    this.#writing = records;
    await time.pass(faults.delayUs(WRITE_US, 'slow-store', 3, SLOW_WRITE_US));
    // Who is dead hears of nothing any more.
    if (this.#isCut) await new Promise<never>(() => undefined);
    this.#writing = undefined;
    this.#disk.store(records);
  }

  head(): number {
    return this.#disk.memory.head();
  }

  room(): number {
    return this.#disk.isFull ? 0 : Number.POSITIVE_INFINITY;
  }

  record(position: number): StoredRecord | undefined {
    return this.#disk.memory.record(position);
  }

  lastOf(stream: string): StreamPlace | undefined {
    return this.#disk.memory.lastOf(stream);
  }

  positionsOf(stream: string, first: number, last: number): number[] {
    return this.#disk.memory.positionsOf(stream, first, last);
  }

  async close(): Promise<void> {
    this.cut();
  }
}
