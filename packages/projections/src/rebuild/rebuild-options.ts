import type { EventLog } from '@truetape/event-store';
import type { ReadModel } from '@truetape/read-models';

export interface RebuildOptions {
  readonly log: EventLog;
  readonly databaseUrl: string;
  /** Built from one reading of the log, and live at one moment. */
  readonly models: readonly ReadModel[];
  /** Told how many events are folded. */
  readonly onProgress?: (events: number) => void;
}

export interface Rebuilt {
  /** Where the read models are now. */
  readonly position: number;
  /** Rows put, by table. */
  readonly rows: Readonly<Record<string, number>>;
}
