import type { Changes } from './framework/changes.ts';
import type { Row, Table } from './framework/table.ts';

/** How far the read models are: they are the fold of exactly this much of this log. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: number;
  /** Of the event at the position; null before the first one. */
  readonly hash: string | null;
}

/** What is stored of a fold: how far it is, and the rows that it needs to go on. */
export interface StoredFold {
  readonly checkpoint: Checkpoint;
  readonly needed: readonly (readonly [Table, readonly Row[]])[];
}

/** What is written at once: rows and checkpoint, or nothing. */
export interface Batch {
  readonly changes: Changes;
  readonly from: Checkpoint;
  readonly to: Checkpoint;
}

/**
 * Where the rows of the read models lie. What cannot be read or written is thrown as a `DatabaseError`; whether the batch is
 * stored is not known then.
 */
export interface RowStore {
  /** Reads it as it is at one moment; makes the checkpoint of this log where there is none. */
  load(logId: string): Promise<StoredFold>;
  /** Rows and checkpoint in one transaction. False, and nothing is written, when the checkpoint is not at `from`. */
  write(batch: Batch): Promise<boolean>;
}
