import type { Row, Table } from '@truetape/read-models';

/** How rows of a table are written on the wire, wherever they come from. */
export interface LineForm<Line extends object> {
  readonly table: Table;
  /** The column of each field, in the order in which a line has them. */
  readonly columns: { readonly [Field in keyof Line]-?: string };
  /** Fields that a line does not have where its row has nothing in their column. */
  readonly optional: readonly (keyof Line & string)[];
}

/** A row, as a fold puts it, as a line. */
export function lineOf<Line extends object>(form: LineForm<Line>, row: Row): Line {
  const line: Record<string, unknown> = {};
  for (const [field, column] of Object.entries<string>(form.columns)) {
    const cell = row[column];
    if (cell !== null || !form.optional.includes(field as keyof Line & string)) line[field] = cell;
  }
  return line as Line;
}
