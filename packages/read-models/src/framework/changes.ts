import { assert } from '@truetape/kernel';
import { type Columns, keyOf, type Row, type RowOf, type Table, type TableOf } from './table.ts';

/** Where folds put what changed. */
export interface RowSink {
  /** The row as it is now, whole. */
  put<C extends Columns>(table: TableOf<C>, row: RowOf<C>): void;
  /** The row is gone. */
  remove(table: Table, key: string): void;
}

/** Rows that changed, by table and key: the last state of each, or null where it is gone. */
export class Changes implements RowSink {
  readonly #tables = new Map<string, Map<string, Row | null>>();

  put<C extends Columns>(table: TableOf<C>, row: RowOf<C>): void {
    this.#of(table).set(keyOf(table, row as Row), row as Row);
  }

  remove(table: Table, key: string): void {
    assert(table.removes, `rows of ${table.name} may go`);
    this.#of(table).set(key, null);
  }

  of(table: Table): ReadonlyMap<string, Row | null> {
    return this.#of(table);
  }

  /** Adds changes that came after these. */
  add(later: Changes): void {
    for (const [name, rows] of later.#tables) {
      const known = this.#tables.get(name);
      if (known === undefined) this.#tables.set(name, new Map(rows));
      else for (const [key, row] of rows) known.set(key, row);
    }
  }

  #of({ name }: Table): Map<string, Row | null> {
    let rows = this.#tables.get(name);
    if (rows === undefined) {
      rows = new Map();
      this.#tables.set(name, rows);
    }
    return rows;
  }
}
