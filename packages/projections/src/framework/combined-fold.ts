import { catalogueEvolve, emptyCatalogue } from '@truetape/codec';
import type { RecordedEvent } from '@truetape/kernel';
import type { RowSink } from './changes.ts';
import { PoisonedEventError, readEvent } from './log-event.ts';
import type { ReadModel } from './read-model.ts';
import type { Row, Table } from './table.ts';

/** All read models over one reading of the log. */
export interface CombinedFold {
  /**
   * @throws PoisonedEventError when the event cannot be read or contradicts what came before it; the fold is used up
   */
  readonly apply: (event: RecordedEvent, rows: RowSink) => void;
  /** Before the first event: an event of `venue` or an instrument's stream that was folded by an earlier run. */
  readonly recall: (event: RecordedEvent) => void;
  /** Before the first event and after every `recall`: a row that an earlier run has put. */
  readonly restore: (table: Table, row: Row) => void;
}

export function combineFolds(models: readonly ReadModel[]): CombinedFold {
  const catalogue = emptyCatalogue();
  const parts = models.map((model) => ({ model, fold: model.start(catalogue) }));
  return {
    apply: (recorded, rows) => {
      const event = readEvent(recorded);
      try {
        catalogueEvolve(catalogue, event);
        for (const { fold } of parts) fold.apply(event, rows);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new PoisonedEventError(recorded, reason, { cause });
      }
    },
    recall: (event) => catalogueEvolve(catalogue, readEvent(event)),
    restore: (table, row) => {
      for (const { model, fold } of parts) {
        if (model.tables.includes(table)) fold.restore?.(table, row);
      }
    },
  };
}
