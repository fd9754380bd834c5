import { streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { ClientBase } from 'pg';
import { type CombinedFold, combineFolds } from '../framework/combined-fold.ts';
import type { Needs, Row, Table } from '../framework/table.ts';
import { instrumentsTable } from '../instruments/instruments-table.ts';
import { type Checkpoint, readCheckpoint, startCheckpoint } from '../postgres/checkpoint.ts';
import { readRows } from '../postgres/rows.ts';
import { PROJECTION, READ_MODELS, TABLES } from '../read-models.ts';

/** What Postgres has of a fold: how far it is, and the rows that it needs to go on. */
export interface StoredFold {
  readonly checkpoint: Checkpoint;
  readonly needed: readonly (readonly [Table, readonly Row[]])[];
}

/** Reads it in one snapshot; makes the checkpoint where there is none. */
export async function readStoredFold(client: ClientBase, logId: string): Promise<StoredFold> {
  await startCheckpoint(client, PROJECTION, logId);
  await client.query('begin isolation level repeatable read read only');
  const checkpoint = (await readCheckpoint(client, PROJECTION)) as Checkpoint;
  const needed: [Table, readonly Row[]][] = [];
  for (const table of TABLES) {
    const condition = conditionOf(table.needs);
    if (condition === undefined) continue;
    needed.push([table, await readRows(client, table, condition.text, condition.parameters)]);
  }
  await client.query('commit');
  return { checkpoint, needed };
}

function conditionOf(needs: Needs) {
  if (needs === 'no-row') return undefined;
  if (needs === 'every-row') return { text: 'true', parameters: [] };
  return { text: `${needs.column} = any ($1)`, parameters: [needs.values] };
}

/**
 * The fold as it was when the checkpoint was written: from the rows that it still needs (open orders, balances, holds,
 * instruments) and the listings, never from the whole log. So a start takes as long as there are open orders.
 *
 * @throws PoisonedEventError or InvariantError when rows contradict each other
 */
export async function restoreFold(
  { checkpoint, needed }: StoredFold,
  log: EventLog,
): Promise<CombinedFold> {
  const fold = combineFolds(READ_MODELS);
  const listed = needed.find(([table]) => table.name === instrumentsTable.name)?.[1] ?? [];
  const listings = listed.map(({ symbol }) => streams.instrument(String(symbol)));
  const recalled: RecordedEvent[] = [];
  for (const stream of [streams.venue, ...listings]) {
    for await (const events of log.readStream(stream)) {
      for (const event of events) if (event.position <= checkpoint.position) recalled.push(event);
    }
  }
  recalled.sort((one, other) => one.position - other.position);
  for (const event of recalled) fold.recall(event);
  for (const [table, rows] of needed) for (const row of rows) fold.restore(table, row);
  return fold;
}
