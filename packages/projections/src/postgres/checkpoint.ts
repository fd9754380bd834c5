import { START } from '@truetape/event-store';
import type { ReadModel } from '@truetape/read-models';
import type { ClientBase } from 'pg';
import type { Checkpoint } from '../row-store.ts';

/** A checkpoint, and when it was last moved. */
export interface Status extends Checkpoint {
  readonly updatedAt: string;
}

interface StoredCheckpoint {
  readonly projection: string;
  readonly log_id: string;
  readonly position: string;
  readonly hash: string | null;
  readonly generation: string;
  readonly updated_at: Date;
}

/** The checkpoints that there are, by read model; none before the first migration. */
export async function readCheckpoints(client: ClientBase): Promise<ReadonlyMap<string, Status>> {
  if (!(await areThere(client))) return new Map();
  const { rows } = await client.query<StoredCheckpoint>(
    'select projection, log_id, position, hash, generation, updated_at from truetape.checkpoints',
  );
  return new Map(rows.map((row) => [row.projection, statusOf(row)]));
}

const statusOf = (row: StoredCheckpoint): Status => ({
  logId: row.log_id,
  position: Number(row.position),
  hash: row.hash,
  generation: Number(row.generation),
  updatedAt: row.updated_at.toISOString(),
});

async function areThere(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('truetape.checkpoints') is not null as there`,
  );
  return rows[0]?.there === true;
}

/** Makes the first checkpoints of a log; of those that there are, it says which tables they are of. */
export async function startCheckpoints(
  client: ClientBase,
  models: readonly ReadModel[],
  logId: string,
): Promise<void> {
  for (const { name, tables } of models) {
    await client.query(
      `insert into truetape.checkpoints as checkpoint (projection, log_id, position, tables)
       values ($1, $2, $3, $4)
       on conflict (projection) do update set tables = excluded.tables
       where checkpoint.tables <> excluded.tables`,
      [name, logId, START, tables.map((table) => table.name)],
    );
  }
}
