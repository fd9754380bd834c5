import type { Row, Table } from '@truetape/read-models';

/** How rows of a table are written on the wire, wherever they come from. */
export interface LineForm<Line extends object> {
  readonly table: Table;
  /** The column of each field, in the order in which a line has them. */
  readonly columns: { readonly [Field in keyof Line]-?: string };
  /** Fields that a line does not have where its row has nothing in their column. */
  readonly optional: readonly (keyof Line & string)[];
}

/** Makes lines of rows as folds put them. */
export function lineMaker<Line extends object>(form: LineForm<Line>): (row: Row) => Line {
  const fields = Object.entries<string>(form.columns).map(([field, column]) => {
    return { field, column, isOptional: form.optional.includes(field as keyof Line & string) };
  });
  return (row) => {
    const line: Record<string, unknown> = {};
    for (const { field, column, isOptional } of fields) {
      const cell = row[column];
      if (!isOptional || cell !== null) line[field] = cell;
    }
    return line as Line;
  };
}
