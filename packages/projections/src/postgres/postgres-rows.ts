import type { ClientBase } from 'pg';
import type { Needs, Row, Table } from '../framework/table.ts';
import { PROJECTION, TABLES } from '../read-models.ts';
import type { Checkpoint, RowStore, StoredFold } from '../row-store.ts';
import { batchStatement } from './batch-statement.ts';
import { readCheckpoint, startCheckpoint } from './checkpoint.ts';
import { asking } from './database-error.ts';
import { readRows } from './rows.ts';

const writeBatch = batchStatement(PROJECTION, TABLES);

/** The read models in Postgres, as one connection has them. */
export function postgresRows(client: ClientBase): RowStore {
  return {
    load: (logId) => asking(() => readStoredFold(client, logId)),
    write: async (batch) => {
      const statement = writeBatch(batch);
      const { rows } = await asking(() => client.query<{ moved: number }>(statement));
      return rows[0]?.moved === 1;
    },
  };
}

/** Reads it in one snapshot; makes the checkpoint where there is none. */
async function readStoredFold(client: ClientBase, logId: string): Promise<StoredFold> {
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
