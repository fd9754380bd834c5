import { failed, ok, type Result } from '@truetape/kernel';
import type { Database, Unavailable } from './database.ts';

/** What the projector calls the checkpoint of the read models. */
const PROJECTION = 'read-models';

/** Rows, and the log position that they reflect: read in one statement. */
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
}

/** Reads rows together with the position they are at. Before the first checkpoint there is nothing to read. */
export async function readSnapshot<R extends object>(
  database: Database,
  { select, orderBy, values }: Selection,
): Promise<Result<Snapshot<R>, Unavailable>> {
  const text = `select checkpoint.position as log_position, found.*
    from truetape.checkpoints as checkpoint
    left join lateral (select true as is_row, ${select}) as found on true
    where checkpoint.projection = '${PROJECTION}'
    ${orderBy === undefined ? '' : `order by ${orderBy}`}`;
  const asked = await database.query<Found>(text, values);
  if (!asked.ok) return asked;
  const [first] = asked.value;
  if (first === undefined) return failed('SERVICE_UNAVAILABLE');
  const found = asked.value.filter((row) => row.is_row === true);
  const rows = found.map(({ log_position, is_row, ...row }) => row as R);
  return ok({ rows, position: first.log_position });
}

interface Found {
  readonly log_position: number;
  readonly is_row: boolean | null;
}

/** A time as the wire writes it. */
export const timeColumn = (column: string, name: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${name}`;
