import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Json, Row, Table } from '@truetape/read-models';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { columnsOf } from '../postgres/rows.ts';
import { BESIDE } from './beside.ts';

/** About so much text goes to Postgres at once. */
const CHUNK_CHARACTERS = 1 << 16;

/** Puts rows that are not there yet into the table beside the live one. */
export async function copyRows(
  client: ClientBase,
  table: Table,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const text = `copy ${BESIDE}.${table.name} (${columnsOf(table)}) from stdin`;
  await pipeline(Readable.from(linesOf(table, rows)), client.query(copyFrom(text)));
}

/** https://www.postgresql.org/docs/15/sql-copy.html, "Text Format" */
function* linesOf({ columns }: Table, rows: readonly Row[]): Iterable<string> {
  const names = Object.keys(columns);
  const isJson = names.map((name) => columns[name]?.startsWith('jsonb') === true);
  let chunk = '';
  for (const row of rows) {
    for (let index = 0; index < names.length; index++) {
      if (index > 0) chunk += '\t';
      chunk += cellOf(row[names[index] as string] ?? null, isJson[index] as boolean);
    }
    chunk += '\n';
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function cellOf(cell: Json, isJson: boolean): string {
  if (cell === null) return '\\N';
  if (isJson) return escaped(JSON.stringify(cell));
  return typeof cell === 'string' ? escaped(cell) : String(cell);
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] as string);
}
