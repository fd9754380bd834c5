import { canonicalJson } from '@truetape/codec';
import type { EventLog } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import type { ClientBase } from 'pg';
import { Changes } from '../framework/changes.ts';
import { combineFolds } from '../framework/combined-fold.ts';
import { isNeeded, type Json, keyOf, type Row, type Table } from '../framework/table.ts';
import { readCheckpoint } from '../postgres/checkpoint.ts';
import { checkCheckpoint } from '../projector/check-checkpoint.ts';
import { PROJECTION, READ_MODELS, TABLES } from '../read-models.ts';
import type { Difference } from './difference.ts';
import { findExtraRow } from './extra-row.ts';
import { readRowsByKey } from './rows-by-key.ts';

/** What was compared, and the first place where the rows are not what the log says. */
export interface Comparison {
  readonly position: number;
  readonly events: number;
  /** Rows compared, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly difference?: Difference;
}

const CHUNK_EVENTS = 20_000;
const CHUNK_ROWS = 5_000;

/**
 * Folds the log from its beginning to the checkpoint of the read models and compares every row of every table, cell by
 * cell. Takes the client for itself, in one snapshot, so a projector may go on meanwhile. Memory: what the folds need
 * to go on (open orders, balances), not the whole.
 *
 * Fails with a sentence when there is nothing to compare: no checkpoint, or one of another log.
 *
 * @throws PoisonedEventError, CorruptLogError
 */
export async function compareWithFold(options: {
  readonly log: EventLog;
  readonly client: ClientBase;
  /** Rows that will not change any more are compared and forgotten after so many events. */
  readonly chunkEvents?: number;
}): Promise<Result<Comparison, string>> {
  const { log, client, chunkEvents = CHUNK_EVENTS } = options;
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`set local timezone = 'UTC'`);
    const checkpoint = await readCheckpoint(client, PROJECTION);
    if (checkpoint === undefined) return failed('The read models have no checkpoint.');
    const checked = await checkCheckpoint(checkpoint, log);
    if (!checked.ok) return checked;
    return ok(await compareUpTo(checkpoint.position, log, client, chunkEvents));
  } finally {
    await client.query('rollback');
  }
}

async function compareUpTo(
  position: number,
  log: EventLog,
  client: ClientBase,
  chunkEvents: number,
): Promise<Comparison> {
  const fold = combineFolds(READ_MODELS);
  /** Rows that may still change, by table and key. */
  const unfinished = new Map(TABLES.map((table) => [table.name, new Map<string, Row>()] as const));
  const rows = Object.fromEntries(TABLES.map((table) => [table.name, 0]));
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
  const compareFinished = async (changes: Changes) => {
    for (const table of TABLES) {
      const kept = unfinished.get(table.name) as Map<string, Row>;
      const finished: Row[] = [];
      for (const [key, row] of changes.of(table)) {
        kept.delete(key);
        if (row !== null && (table.replaces || isNeeded(table, row))) kept.set(key, row);
        else if (row !== null) finished.push(row);
      }
      const difference = await compareRows(table, finished);
      if (difference !== undefined) return difference;
    }
    return undefined;
  };

  let changes = new Changes();
  let read = 0;
  for await (const batch of log.readAll({ after: -1, upTo: position })) {
    for (const event of batch) fold.apply(event, changes);
    events += batch.length;
    read += batch.length;
    if (read < chunkEvents) continue;
    const difference = await compareFinished(changes);
    if (difference !== undefined) return { position, events, rows, difference };
    changes = new Changes();
    read = 0;
  }
  let difference = await compareFinished(changes);
  for (const table of TABLES) {
    const kept = unfinished.get(table.name) as Map<string, Row>;
    difference ??= await compareRows(table, [...kept.values()]);
  }
  for (const table of TABLES) {
    difference ??= await findExtraRow({
      client,
      log,
      table,
      position,
      want: rows[table.name] ?? 0,
    });
  }
  return difference === undefined
    ? { position, events, rows }
    : { position, events, rows, difference };
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
