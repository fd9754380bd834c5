import { canonicalJson } from '@truetape/codec';
import {
  Changes,
  combineFolds,
  FinishedRows,
  type Json,
  keyOf,
  type ReadModel,
  type Row,
  type Table,
  tablesOf,
} from '@truetape/read-models';
import type { ClientBase } from 'pg';
import type { CompareOptions, Comparison } from './comparison.ts';
import type { Difference } from './difference.ts';
import { findExtraRow } from './extra-row.ts';
import { readRowsByKey } from './rows-by-key.ts';

const CHUNK_EVENTS = 20_000;
const CHUNK_ROWS = 5_000;

/** Compares read models that are all at this position. */
export async function compareUpTo(
  position: number,
  models: readonly ReadModel[],
  { log, client, chunkEvents = CHUNK_EVENTS, onProgress }: CompareOptions,
): Promise<Omit<Comparison, 'position'>> {
  const tables = tablesOf(models);
  const fold = combineFolds(models);
  const parted = new FinishedRows(tables);
  const rows: Record<string, number> = Object.fromEntries(tables.map(({ name }) => [name, 0]));
  let events = 0;

  const compareRows = async (table: Table, wanted: readonly Row[]) => {
    for (let start = 0; start < wanted.length; start += CHUNK_ROWS) {
      const chunk = wanted.slice(start, start + CHUNK_ROWS);
      rows[table.name] = (rows[table.name] ?? 0) + chunk.length;
      const difference = await firstDifference(client, table, chunk);
      if (difference !== undefined) return difference;
    }
    return undefined;
  };
  /** The first one that there is, table by table. */
  const first = async (find: (table: Table) => Promise<Difference | undefined>) => {
    for (const table of tables) {
      const difference = await find(table);
      if (difference !== undefined) return difference;
    }
    return undefined;
  };
  const compareFinished = (changes: Changes) =>
    first((table) => compareRows(table, parted.finishedBy(changes, table)));

  let changes = new Changes();
  let read = 0;
  for await (const batch of log.readAll({ after: -1, upTo: position })) {
    for (const event of batch) fold.apply(event, changes);
    events += batch.length;
    read += batch.length;
    if (read < chunkEvents) continue;
    onProgress?.(events);
    const difference = await compareFinished(changes);
    if (difference !== undefined) return { events, rows, difference };
    changes = new Changes();
    read = 0;
  }
  const difference =
    (await compareFinished(changes)) ??
    (await first((table) => compareRows(table, parted.unfinished(table)))) ??
    (await first((table) =>
      findExtraRow({ client, log, models, table, position, want: rows[table.name] ?? 0 }),
    ));
  return { events, rows, ...(difference && { difference }) };
}

async function firstDifference(
  client: ClientBase,
  table: Table,
  wanted: readonly Row[],
): Promise<Difference | undefined> {
  const stored = await readRowsByKey(client, table, wanted);
  for (const want of wanted) {
    const key = keyOf(table, want);
    const have = stored.get(key);
    if (have === undefined) return { table: table.name, key, want, have: null };
    for (const column of Object.keys(table.columns)) {
      if (isEqual(want[column] ?? null, have[column] ?? null)) continue;
      return {
        table: table.name,
        key,
        column,
        want: want[column] ?? null,
        have: have[column] ?? null,
      };
    }
  }
  return undefined;
}

function isEqual(want: Json, have: Json): boolean {
  return want === have || (typeof want === 'object' && canonicalJson(want) === canonicalJson(have));
}
