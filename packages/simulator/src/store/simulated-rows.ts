import { isNeeded, type Row, TABLES } from '@truetape/projections/fold';
import {
  type Batch,
  type Checkpoint,
  DatabaseError,
  type RowStore,
  type StoredFold,
} from '@truetape/projections/session';
import type { Faults } from '../faults/faults.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

const WRITE_US = 3_000;
const SLOW_WRITE_US = 800_000;

/** A double: rows and their checkpoint in memory, moved together or not at all. */
export class SimulatedRows implements RowStore {
  readonly tables = new Map(TABLES.map(({ name }) => [name, new Map<string, Row>()] as const));
  checkpoint: Checkpoint | undefined;
  readonly #time: VirtualTime;
  readonly #faults: Faults;

  constructor(time: VirtualTime, faults: Faults) {
    this.#time = time;
    this.#faults = faults;
  }

  async load(logId: string): Promise<StoredFold> {
    await this.#takeTime();
    this.checkpoint ??= { logId, position: -1, hash: null };
    const needed = TABLES.filter(({ needs }) => needs !== 'no-row').map((table) => {
      const rows = [...(this.tables.get(table.name)?.values() ?? [])];
      return [table, rows.filter((row) => isNeeded(table, row))] as const;
    });
    return { checkpoint: this.checkpoint, needed };
  }

  async write(batch: Batch): Promise<boolean> {
    await this.#takeTime();
    this.#mayFail();
    const { checkpoint } = this;
    const { logId, position } = batch.from;
    if (checkpoint?.logId !== logId || checkpoint.position !== position) return false;
    this.checkpoint = batch.to;
    for (const table of TABLES) this.#put(table.name, batch.changes.of(table));
    this.#mayFail();
    return true;
  }

  #put(table: string, changes: ReadonlyMap<string, Row | null>): void {
    const rows = this.tables.get(table);
    for (const [key, row] of changes) {
      if (row === null) rows?.delete(key);
      else rows?.set(key, row);
    }
  }

  #mayFail(): void {
    if (this.#faults.strikes('lost-rows', 0.7)) throw new DatabaseError(new Error('away'));
  }

  #takeTime(): Promise<void> {
    return this.#time.pass(this.#faults.delayUs(WRITE_US, 'slow-store', 2, SLOW_WRITE_US));
  }
}
