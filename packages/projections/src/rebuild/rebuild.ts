import { failed, ok, type Result } from '@truetape/kernel';
import { PoisonedEventError, tablesOf } from '@truetape/read-models';
import type { Client } from 'pg';
import { closeClient, openClient } from '../postgres/client.ts';
import { migrate } from '../postgres/migrate.ts';
import { createBeside, dropBeside, indexBeside } from './beside.ts';
import type { RebuildOptions, Rebuilt } from './rebuild-options.ts';
import { RowsBeside } from './rows-beside.ts';
import { takeOver } from './take-over.ts';

/** While so few events are missing, live tables are locked for the last of them. */
const NEAR_EVENTS = 2_000;
/** So often the rest is read before; a log that grows faster than it is folded is taken over all the same. */
const ROUNDS_MAX = 20;
/** Any number will do, as long as it stays the same. */
const ADVISORY_LOCK = 7_283_515;

/**
 * Builds read models from the log in tables beside the live ones, and puts those in their place in one transaction. Commands,
 * the projector and readers go on; they wait for the last moment alone. The rows are those that the projector would have
 * put, byte for byte; it goes on after them by itself. Memory: what the folds need to go on.
 *
 * Fails with a sentence, and leaves everything as it was, when another rebuild goes on or an event cannot be folded.
 *
 * @throws Error as Postgres gives it, CorruptLogError
 */
export async function rebuild(options: RebuildOptions): Promise<Result<Rebuilt, string>> {
  const { databaseUrl, models } = options;
  await migrate(databaseUrl);
  const client = await openClient(databaseUrl, { answerMsMax: 0 });
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1) as locked',
      [ADVISORY_LOCK],
    );
    if (rows[0]?.locked !== true) return failed('Another rebuild goes on.');
    try {
      await createBeside(client, tablesOf(models));
      return ok(await build(client, options));
    } catch (error) {
      if (!(error instanceof PoisonedEventError)) throw error;
      return failed(`${error.message}. The live tables stay as they are.`);
    } finally {
      await client.query('rollback').catch(() => undefined);
      await dropBeside(client).catch(() => undefined);
    }
  } finally {
    await closeClient(client);
  }
}

async function build(client: Client, options: RebuildOptions): Promise<Rebuilt> {
  const { log, models } = options;
  const tables = tablesOf(models);
  const beside = new RowsBeside(client, options);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const head = await log.head();
    if (round > 0 && head - beside.position < NEAR_EVENTS) break;
    await beside.copyUpTo(head);
  }
  await beside.copyUnfinished();
  await indexBeside(client, tables);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const head = await log.head();
    if (head - beside.position < NEAR_EVENTS) break;
    await beside.putUpTo(head);
  }
  await takeOver(client, models, log, beside);
  return { position: beside.position, rows: beside.rows };
}
