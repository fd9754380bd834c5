import { type Needs, type ReadModel, type Row, type Table, tablesOf } from '@truetape/read-models';
import type { ClientBase } from 'pg';
import type { Batch, Checkpoint, RowStore, StoredModel, Written } from '../row-store.ts';
import { batchStatement, NOT_ALL_MOVED } from './batch-statement.ts';
import { readCheckpoints, startCheckpoints } from './checkpoint.ts';
import { asking, DatabaseError } from './database-error.ts';
import { readRows } from './rows.ts';

/** Some read models in Postgres, as one connection has them. */
export function postgresRows(client: ClientBase, models: readonly ReadModel[]): RowStore {
  const writeBatch = batchStatement(tablesOf(models));
  return {
    load: (logId) => asking(() => readStoredModels(client, models, logId)),
    write: async (batch) => {
      try {
        await client.query(writeBatch(batch));
        return 'written';
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (code !== NOT_ALL_MOVED) throw new DatabaseError(error);
        return asking(() => whyNotMoved(client, batch));
      }
    },
  };
}

async function whyNotMoved(client: ClientBase, { moves }: Batch): Promise<Written> {
  const now = await readCheckpoints(client);
  const isRebuilt = moves.some(({ model, from }) => now.get(model)?.generation !== from.generation);
  return isRebuilt ? 'rebuilt' : 'moved';
}

/** Reads them in one snapshot; makes the checkpoints that are not there. */
async function readStoredModels(
  client: ClientBase,
  models: readonly ReadModel[],
  logId: string,
): Promise<readonly StoredModel[]> {
  await startCheckpoints(client, models, logId);
  await client.query('begin isolation level repeatable read read only');
  const checkpoints = await readCheckpoints(client);
  const stored: StoredModel[] = [];
  for (const model of models) {
    const checkpoint = checkpoints.get(model.name) as Checkpoint;
    stored.push({ model, checkpoint, needed: await readNeeded(client, model) });
  }
  await client.query('commit');
  return stored;
}

async function readNeeded(client: ClientBase, { tables }: ReadModel) {
  const needed: [Table, readonly Row[]][] = [];
  for (const table of tables) {
    const condition = conditionOf(table.needs);
    if (condition === undefined) continue;
    needed.push([table, await readRows(client, table, condition.text, condition.parameters)]);
  }
  return needed;
}

function conditionOf(needs: Needs) {
  if (needs === 'no-row') return undefined;
  if (needs === 'every-row') return { text: 'true', parameters: [] };
  return { text: `${needs.column} = any ($1)`, parameters: [needs.values] };
}
