import type { EventLog } from '@truetape/event-store';
import type { ReadModel } from '@truetape/read-models';
import type { ClientBase } from 'pg';
import type { Difference } from './difference.ts';

/** What was compared, and the first place where the rows are not what the log says. */
export interface Comparison {
  /** Where the read model that is furthest behind was compared. */
  readonly position: number;
  /** Events folded. */
  readonly events: number;
  /** Rows compared, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly difference?: Difference;
}

export interface CompareOptions {
  readonly log: EventLog;
  readonly client: ClientBase;
  /** The read models to compare; all of them when left out. */
  readonly models?: readonly ReadModel[];
  /** Rows that will not change any more are compared and forgotten after so many events. */
  readonly chunkEvents?: number;
  /** Told now and then how many events were folded. */
  readonly onProgress?: (events: number) => void;
}
