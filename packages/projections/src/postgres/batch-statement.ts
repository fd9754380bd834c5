import type { Columns, ColumnType, Row, Table } from '../framework/table.ts';
import type { Batch } from '../row-store.ts';

/**
 * One statement for a whole batch, so that rows and checkpoint are one transaction and one round trip. Every part of it
 * depends on the checkpoint having moved from where it was read: where it has not, nothing is written and the statement
 * says 0.
 */
export function batchStatement(projection: string, tables: readonly Table[]) {
  const names = tables.map((table) => table.name).join('-');
  let parameter = FIRST_PARAMETER;
  const parts = tables.map((table) => {
    const part = tableParts(table, parameter);
    parameter += table.removes ? 2 : 1;
    return part;
  });
  const text = `with moved as (
    update truetape.checkpoints set position = $4, hash = $5, updated_at = now()
    where projection = $1 and log_id = $2 and position = $3
    returning 1
  ), ${parts.join(', ')}
  select count(*)::integer as moved from moved`;
  return ({ changes, from, to }: Batch) => ({
    // Named, so that Postgres parses and plans it once per connection.
    name: `batch-${names}`.slice(0, 63),
    text,
    values: [
      projection,
      from.logId,
      from.position,
      to.position,
      to.hash,
      ...tables.flatMap((table) => rowParameters(table, changes.of(table))),
    ],
  });
}

const FIRST_PARAMETER = 6;

function tableParts(table: Table, parameter: number): string {
  const { name, key, columns } = table;
  const all = Object.keys(columns);
  const others = all.filter((column) => !key.includes(column));
  const shape = all.map((column) => `${column} ${bareType(columns, column)}`).join(', ');
  const updates = others.map((column) => `${column} = excluded.${column}`).join(', ');
  const put = `${name}_put as (
    insert into truetape.${name} (${all.join(', ')})
    select ${all.join(', ')} from json_to_recordset($${parameter}::json) as put (${shape})
    where exists (select from moved)
    on conflict (${key.join(', ')}) do update set ${updates}
  )`;
  if (!table.removes) return put;
  return `${put}, ${name}_removed as (
    delete from truetape.${name} where ${key[0]} = any ($${parameter + 1}::text[])
    and exists (select from moved)
  )`;
}

function bareType(columns: Columns, column: string): string {
  return (columns[column] as ColumnType).replace('?', '');
}

function rowParameters({ removes }: Table, rows: ReadonlyMap<string, Row | null>): unknown[] {
  const put: Row[] = [];
  const removed: string[] = [];
  for (const [key, row] of rows) {
    if (row === null) removed.push(key);
    else put.push(row);
  }
  return removes ? [JSON.stringify(put), removed] : [JSON.stringify(put)];
}
