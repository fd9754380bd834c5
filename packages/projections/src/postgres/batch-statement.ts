import type { Columns, ColumnType, Row, Table } from '@truetape/read-models';
import type { Batch } from '../row-store.ts';

/** SQLSTATE of a batch of which a checkpoint was not where it should be; raised by `truetape.all_moved`. */
export const NOT_ALL_MOVED = 'TT001';

/**
 * One statement for a whole batch, so that rows and checkpoints are one transaction and one round trip. Every part of it
 * depends on each checkpoint having moved from where it was read: where one has not, the statement fails as
 * {@link NOT_ALL_MOVED} and nothing is written.
 */
export function batchStatement(tables: readonly Table[]) {
  let parameter = FIRST_PARAMETER;
  const parts = tables.map((table) => {
    const part = tableParts(table, parameter);
    parameter += table.removes ? 2 : 1;
    return part;
  });
  const text = `with moving as (
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[])
      as moving (projection, log_id, generation, at, hash, reaches)
  ), moved as (
    update truetape.checkpoints as checkpoint
    set position = moving.reaches, hash = moving.hash, updated_at = now() from moving
    where checkpoint.projection = moving.projection and checkpoint.log_id = moving.log_id
      and checkpoint.generation = moving.generation and checkpoint.position = moving.at
    returning 1
  ), checked as materialized (
    select truetape.all_moved(count(*), cardinality($1::text[])) as ok from moved
  ), ${parts.join(', ')}
  select ok from checked`;
  return ({ changes, moves }: Batch) => ({
    // Named, so that Postgres parses and plans it once per connection.
    name: 'batch',
    text,
    values: [
      moves.map(({ model }) => model),
      moves.map(({ from }) => from.logId),
      moves.map(({ from }) => from.generation),
      moves.map(({ from }) => from.position),
      moves.map(({ to }) => to.hash),
      moves.map(({ to }) => to.position),
      ...tables.flatMap((table) => rowParameters(table, changes.of(table))),
    ],
  });
}

const FIRST_PARAMETER = 7;

function tableParts(table: Table, parameter: number): string {
  const put = `${table.name}_put as (
    ${putStatement(table, `truetape.${table.name}`, parameter, '(select ok from checked)')}
  )`;
  if (!table.removes) return put;
  return `${put}, ${table.name}_removed as (
    ${removeStatement(table, `truetape.${table.name}`, parameter + 1)} and (select ok from checked)
  )`;
}

/** Puts the rows of a JSON array: each is added, or takes the place of the one with its key. */
export function putStatement(
  { key, columns }: Table,
  target: string,
  parameter: number,
  condition = 'true',
): string {
  const all = Object.keys(columns);
  const shape = all.map((column) => `${column} ${bareType(columns, column)}`).join(', ');
  const updates = all
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`);
  return `insert into ${target} (${all.join(', ')})
    select ${all.join(', ')} from json_to_recordset($${parameter}::json) as put (${shape})
    where ${condition}
    on conflict (${key.join(', ')}) do update set ${updates.join(', ')}`;
}

/** Removes the rows with these keys. */
export const removeStatement = ({ key }: Table, target: string, parameter: number) =>
  `delete from ${target} where ${key[0]} = any ($${parameter}::text[])`;

function bareType(columns: Columns, column: string): string {
  return (columns[column] as ColumnType).replace('?', '');
}

/** What {@link putStatement} takes, and {@link removeStatement} where rows may go. */
export function rowParameters(
  { removes }: Table,
  rows: ReadonlyMap<string, Row | null>,
): unknown[] {
  const put: Row[] = [];
  const removed: string[] = [];
  for (const [key, row] of rows) {
    if (row === null) removed.push(key);
    else put.push(row);
  }
  return removes ? [JSON.stringify(put), removed] : [JSON.stringify(put)];
}
