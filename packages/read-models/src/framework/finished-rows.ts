import type { Changes } from './changes.ts';
import { isNeeded, type Row, type Table } from './table.ts';

/**
 * Parts the rows of folds from the beginning of a log into those that will not change any more and those that may. Memory:
 * the latter.
 */
export class FinishedRows {
  readonly #unfinished: ReadonlyMap<string, Map<string, Row>>;

  constructor(tables: readonly Table[]) {
    this.#unfinished = new Map(tables.map(({ name }) => [name, new Map()]));
  }

  /** The rows of a table that these changes, which come next, have finished. */
  finishedBy(changes: Changes, table: Table): readonly Row[] {
    const unfinished = this.#of(table);
    const finished: Row[] = [];
    for (const [key, row] of changes.of(table)) {
      if (row === null) unfinished.delete(key);
      else if (table.replaces || isNeeded(table, row)) unfinished.set(key, row);
      else {
        unfinished.delete(key);
        finished.push(row);
      }
    }
    return finished;
  }

  /** The rows of a table that may still change. */
  unfinished(table: Table): readonly Row[] {
    return [...this.#of(table).values()];
  }

  #of({ name }: Table): Map<string, Row> {
    return this.#unfinished.get(name) as Map<string, Row>;
  }
}
