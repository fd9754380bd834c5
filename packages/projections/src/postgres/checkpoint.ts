import { START } from '@truetape/event-store';
import type { ClientBase } from 'pg';
import type { Checkpoint } from '../row-store.ts';

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
