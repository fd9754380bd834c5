import {
  type Batch,
  type Checkpoint,
  DatabaseError,
  type RowStore,
  type StoredModel,
  type Written,
} from '@truetape/projections/session';
import { isNeeded, READ_MODELS, type ReadModel, type Row, TABLES } from '@truetape/read-models';
import type { Faults } from '../faults/faults.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

const WRITE_US = 3_000;
const SLOW_WRITE_US = 800_000;

/** A double: rows and their checkpoints in memory, moved together or not at all. */
export class SimulatedRows implements RowStore {
  readonly tables = new Map(TABLES.map(({ name }) => [name, new Map<string, Row>()] as const));
  readonly checkpoints = new Map<string, Checkpoint>();
  readonly #time: VirtualTime;
  readonly #faults: Faults;

  constructor(time: VirtualTime, faults: Faults) {
    this.#time = time;
    this.#faults = faults;
  }

  /** Where all of them are; -1 before the first load. */
  get position(): number {
    const positions = [...this.checkpoints.values()].map(({ position }) => position);
    return positions.length === 0 ? -1 : Math.min(...positions);
  }

  async load(logId: string): Promise<readonly StoredModel[]> {
    await this.#takeTime();
    return READ_MODELS.map((model) => {
      const checkpoint = this.checkpoints.get(model.name) ?? startOf(logId);
      this.checkpoints.set(model.name, checkpoint);
      return { model, checkpoint, needed: this.#needed(model) };
    });
  }

  async write({ changes, moves }: Batch): Promise<Written> {
    await this.#takeTime();
    this.#mayFail();
    for (const { model, from } of moves) {
      const checkpoint = this.checkpoints.get(model);
      if (checkpoint?.logId !== from.logId || checkpoint.position !== from.position) return 'moved';
    }
    for (const { model, to } of moves) this.checkpoints.set(model, to);
    for (const table of TABLES) this.#put(table.name, changes.of(table));
    this.#mayFail();
    return 'written';
  }

  #needed({ tables }: ReadModel): StoredModel['needed'] {
    const needing = tables.filter(({ needs }) => needs !== 'no-row');
    return needing.map((table) => {
      const rows = [...(this.tables.get(table.name)?.values() ?? [])];
      return [table, rows.filter((row) => isNeeded(table, row))] as const;
    });
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

const startOf = (logId: string): Checkpoint => ({ logId, position: -1, hash: null, generation: 1 });
