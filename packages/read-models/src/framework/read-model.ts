import type { Catalogue } from '@truetape/codec';
import type { RowSink } from './changes.ts';
import type { LogEvent } from './log-event.ts';
import type { Row, Table } from './table.ts';

/** What readers may ask for, as tables and a fold that fills them. */
export interface ReadModel {
  readonly name: string;
  readonly tables: readonly Table[];
  /** A fold of nothing yet. The catalogue already knows each event that the fold is given. */
  readonly start: (catalogue: Catalogue) => Fold;
}

/** A pure fold: the same events always put the same rows. It has one owner and keeps its own state. */
export interface Fold {
  readonly apply: (event: LogEvent, rows: RowSink) => void;
  /**
   * Takes a row back that an earlier run has put, table by table in the order of `tables`, before the first event.
   * Only rows that the table `needs` come.
   */
  readonly restore?: (table: Table, row: Row) => void;
}
