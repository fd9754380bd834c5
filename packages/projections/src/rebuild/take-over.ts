import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@truetape/event-store';
import { type ReadModel, tablesOf } from '@truetape/read-models';
import type { Client } from 'pg';
import { swap } from './beside.ts';
import type { RowsBeside } from './rows-beside.ts';

/** Shorter than what Postgres waits before it looks for a deadlock: whoever reads goes first. */
const LOCK_MS_MAX = 500;
const TRIES_MAX = 60;
const PAUSE_MS = 250;

/** SQLSTATE of a lock that was not had in time, and of a deadlock. */
const LATER = new Set(['55P03', '40P01']);

/**
 * Locks the live tables, adds what is missing, and puts the tables beside in their place. Where somebody reads for long it
 * lets them, and tries again.
 *
 * @throws Error as Postgres gives it; after fifteen seconds of others' locks as well
 */
export async function takeOver(
  client: Client,
  models: readonly ReadModel[],
  log: EventLog,
  beside: RowsBeside,
): Promise<void> {
  const names = tablesOf(models).map(({ name }) => `truetape.${name}`);
  for (let left = TRIES_MAX; ; left--) {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = ${LOCK_MS_MAX}`);
      await client.query(`lock table ${names.join(', ')} in access exclusive mode`);
    } catch (error) {
      await client.query('rollback');
      if (left === 0 || !LATER.has(String((error as { code?: unknown }).code))) throw error;
      await sleep(PAUSE_MS);
      continue;
    }
    try {
      await beside.putUpTo(await log.head());
      await swap(client, tablesOf(models));
      for (const model of models) await moveCheckpoint(client, model, log.logId, beside);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }
}

/** Another generation tells the projector that the rows it knows are gone. */
async function moveCheckpoint(
  client: Client,
  { name, tables }: ReadModel,
  logId: string,
  { position, hash }: RowsBeside,
): Promise<void> {
  await client.query(
    `insert into truetape.checkpoints as checkpoint (projection, log_id, position, hash, tables)
     values ($1, $2, $3, $4, $5)
     on conflict (projection) do update set log_id = excluded.log_id, position = excluded.position,
       hash = excluded.hash, tables = excluded.tables, generation = checkpoint.generation + 1,
       updated_at = now()`,
    [name, logId, position, hash, tables.map((table) => table.name)],
  );
}
