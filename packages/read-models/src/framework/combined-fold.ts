import { catalogueEvolve, emptyCatalogue } from '@truetape/codec';
import type { RecordedEvent } from '@truetape/kernel';
import type { RowSink } from './changes.ts';
import { PoisonedEventError, readEvent } from './log-event.ts';
import type { Fold, ReadModel } from './read-model.ts';
import type { Row, Table } from './table.ts';

/** Some read models over one reading of the log. */
export interface CombinedFold {
  /**
   * @throws PoisonedEventError when the event cannot be read or contradicts what came before it; the fold is used up
   * @throws CorruptRowsError when a model begins before this event and its rows contradict each other
   */
  readonly apply: (event: RecordedEvent, rows: RowSink) => void;
  /** Before the first event: an event of `venue` or an instrument's stream that was folded by an earlier run. */
  readonly recall: (event: RecordedEvent) => void;
  /**
   * After every `recall`, and before the first event where rows are to be checked first: takes back the rows of the models
   * that are here. Those that are further take theirs back when the reading has come there.
   *
   * @throws CorruptRowsError
   */
  readonly begin: (position: number) => void;
}

/** A read model, and from where on it takes part in the reading. */
export interface Part {
  readonly model: ReadModel;
  /** The position up to which earlier runs have folded it; events up to there pass it by. */
  readonly after: number;
  /** The rows that those have put and its fold needs to go on, table by table. */
  readonly needed: readonly (readonly [Table, readonly Row[]])[];
}

/** Rows that no fold of the log puts: somebody changed them, or another version wrote them. */
export class CorruptRowsError extends Error {
  override readonly name = 'CorruptRowsError';
  readonly model: string;

  constructor(model: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The rows of ${model} make no sense: ${reason}`, { cause });
    this.model = model;
  }
}

/** Every one from the first event on. */
export function combineFolds(models: readonly ReadModel[]): CombinedFold {
  return combineParts(models.map((model) => ({ model, after: -1, needed: [] })));
}

/** Each from where it is: one that is further is given nothing until the reading has come there. */
export function combineParts(parts: readonly Part[]): CombinedFold {
  const catalogue = emptyCatalogue();
  const running: { readonly name: string; readonly fold: Fold }[] = [];
  const waiting = [...parts].sort((one, other) => other.after - one.after);

  // Rows are read with the catalogue of their own position: it changes later.
  const begin = (position: number) => {
    for (let next = waiting.at(-1); next !== undefined && next.after <= position; ) {
      waiting.pop();
      running.push({ name: next.model.name, fold: begun(next) });
      next = waiting.at(-1);
    }
  };
  const begun = ({ model, needed }: Part): Fold => {
    const fold = model.start(catalogue);
    try {
      for (const [table, rows] of needed) for (const row of rows) fold.restore?.(table, row);
    } catch (cause) {
      throw new CorruptRowsError(model.name, cause);
    }
    return fold;
  };

  return {
    apply: (recorded, rows) => {
      if (waiting.length > 0) begin(recorded.position - 1);
      const event = readEvent(recorded);
      let model: string | undefined;
      try {
        catalogueEvolve(catalogue, event);
        for (const { name, fold } of running) {
          model = name;
          fold.apply(event, rows);
        }
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new PoisonedEventError(recorded, reason, { model, cause });
      }
    },
    recall: (event) => catalogueEvolve(catalogue, readEvent(event)),
    begin,
  };
}
