import { type ColumnType, keyOf, type Row, type Table } from '@truetape/read-models';
import type { ClientBase } from 'pg';
import { readRows } from '../postgres/rows.ts';

/** The stored rows with the keys of the rows given, by key. */
export async function readRowsByKey(
  client: ClientBase,
  table: Table,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Row>> {
  const { key, columns } = table;
  const arrays = key.map(
    (name, index) => `$${index + 1}::${(columns[name] as ColumnType).replace('?', '')}[]`,
  );
  const condition = `(${key.join(', ')}) in (select * from unnest(${arrays.join(', ')}))`;
  const parameters = key.map((name) => rows.map((row) => row[name]));
  const stored = await readRows(client, table, condition, parameters);
  return new Map(stored.map((row) => [keyOf(table, row), row]));
}
