import type { Changes, ReadModel, Row, Table } from '@truetape/read-models';

/** How far a read model is: it is the fold of exactly this much of this log. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: number;
  /** Of the event at the position; null before the first one. */
  readonly hash: string | null;
  /** How often other tables have taken the place of these: who knows of an earlier one knows other rows. */
  readonly generation: number;
}

/** What is stored of a read model: how far it is, and the rows that its fold needs to go on. */
export interface StoredModel {
  readonly model: ReadModel;
  readonly checkpoint: Checkpoint;
  readonly needed: readonly (readonly [Table, readonly Row[]])[];
}

/** What is written at once: the rows and the checkpoints of all read models that moved, or nothing. */
export interface Batch {
  readonly changes: Changes;
  readonly moves: readonly Move[];
}

/** A checkpoint on its way, named by its read model. */
export interface Move {
  readonly model: string;
  readonly from: Checkpoint;
  readonly to: Checkpoint;
}

/** `moved`: a checkpoint was not where it should be. `rebuilt`: other tables have taken the place of what was read. */
export type Written = 'written' | 'moved' | 'rebuilt';

/**
 * Where the rows of some read models lie. What cannot be read or written is thrown as a `DatabaseError`; whether the
 * batch is stored is not known then.
 */
export interface RowStore {
  /** Reads all of them as they are at one moment; makes the checkpoint of this log for one that has none. */
  load(logId: string): Promise<readonly StoredModel[]>;
  /** Rows and checkpoints in one transaction. Unless it is `written`, nothing is. */
  write(batch: Batch): Promise<Written>;
}
