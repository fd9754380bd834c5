import { failed, ok, type Result } from '@truetape/kernel';
import type { Database, Unavailable } from './database.ts';

/** Rows, and the log position that all of their tables reflect: read in one statement. */
export interface Snapshot<R> {
  readonly rows: readonly R[];
  readonly position: number;
}

export interface Selection {
  /** Without `select`: columns, source, conditions, order, limit. Parameters are numbered from 1. */
  readonly select: string;
  /** The same order as in `select`, by its output columns. */
  readonly orderBy?: string;
  readonly values: readonly unknown[];
  /** Tables that it reads without naming them: those of a function. */
  readonly reads?: readonly string[];
}

/** Reads rows together with the position their tables are at. Before the first checkpoint there is nothing to read. */
export async function readSnapshot<R extends object>(
  database: Database,
  tables: readonly string[],
  { select, orderBy, values }: Selection,
): Promise<Result<Snapshot<R>, Unavailable>> {
  const text = `select log.position as log_position, found.*
    from (${positionOf(tables)}) as log
    left join lateral (select true as is_row, ${select}) as found on true
    where log.position is not null
    ${orderBy === undefined ? '' : `order by ${orderBy}`}`;
  const asked = await database.query<Found>(text, values);
  if (!asked.ok) return asked;
  const [first] = asked.value;
  if (first === undefined) return failed('SERVICE_UNAVAILABLE');
  const found = asked.value.filter((row) => row.is_row === true);
  const rows = found.map(({ log_position, is_row, ...row }) => row as R);
  return ok({ rows, position: first.log_position });
}

/** The position that all of these tables reflect; undefined before there is one. */
export async function readPosition(
  database: Database,
  tables: readonly string[],
): Promise<number | undefined> {
  const asked = await database.query<{ readonly position: number | null }>(positionOf(tables), []);
  return asked.ok ? (asked.value[0]?.position ?? undefined) : undefined;
}

/** The tables of read models that a statement reads. */
export function tablesIn({ select, reads = [] }: Selection): readonly string[] {
  const named = [...select.matchAll(/\btruetape\.(\w+)/g)].map(([, table]) => table as string);
  const tables = new Set([...named, ...reads]);
  // That one says where the others are.
  tables.delete('checkpoints');
  return [...tables].sort();
}

/** A read model may be behind another one: what comes from several is as far as the last of them. */
const positionOf = (tables: readonly string[]) =>
  `select case when bool_and(checkpoint.position is not null) then min(checkpoint.position) end as position
    from unnest(array[${tables.map((table) => `'${table}'`).join(', ')}]) as named (table_name)
    left join truetape.checkpoints as checkpoint on named.table_name = any (checkpoint.tables)`;

interface Found {
  readonly log_position: number;
  readonly is_row: boolean | null;
}

/** A time as the wire writes it. */
export const timeText = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const timeColumn = (column: string, name: string) => `${timeText(column)} as ${name}`;
