import type { EventLog } from '@truetape/event-store';
import { START } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import type { ClientBase } from 'pg';

/** How far the read models are: they are the fold of exactly this much of this log. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: number;
  /** Of the event at the position; null before the first one. */
  readonly hash: string | null;
}

export async function readCheckpoint(
  client: ClientBase,
  projection: string,
): Promise<Checkpoint | undefined> {
  const { rows } = await client.query<{ log_id: string; position: string; hash: string | null }>(
    'select log_id, position, hash from truetape.checkpoints where projection = $1',
    [projection],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return { logId: row.log_id, position: Number(row.position), hash: row.hash };
}

/** Makes the first checkpoint of a log; does nothing where there is one. */
export async function startCheckpoint(
  client: ClientBase,
  projection: string,
  logId: string,
): Promise<void> {
  await client.query(
    `insert into truetape.checkpoints (projection, log_id, position) values ($1, $2, $3)
     on conflict do nothing`,
    [projection, logId, START],
  );
}

/** Whether the log is the one the checkpoint was made from. The failure says what is different. */
export async function checkCheckpoint(
  checkpoint: Checkpoint,
  log: EventLog,
): Promise<Result<void, string>> {
  const { logId, position, hash } = checkpoint;
  if (logId !== log.logId) {
    return failed(`The read models were made from log ${logId}, and this is log ${log.logId}.`);
  }
  if (position === START) return ok(undefined);
  const head = await log.head();
  if (position > head) {
    return failed(`The read models are at position ${position}, and the log ends at ${head}.`);
  }
  for await (const events of log.readAll({ after: position - 1, upTo: position })) {
    for (const event of events) {
      if (event.hash === hash) return ok(undefined);
      return failed(
        `At position ${position} the read models saw an event with hash ${hash}, and the log has ${event.hash}.`,
      );
    }
  }
  return failed(`The read models are at position ${position}, where the log has no event.`);
}
