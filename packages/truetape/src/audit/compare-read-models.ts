import type { EventLog } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import { compareWithFold } from '@truetape/projections';
import pg from 'pg';

/** The rows in Postgres against the fold of the log at their checkpoint. */
export async function compareReadModels(
  log: EventLog,
  url: string,
): Promise<Result<object, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const compared = await compareWithFold({ log, client });
    if (!compared.ok) return compared;
    const { difference, ...counts } = compared.value;
    return difference === undefined
      ? ok(counts)
      : failed(`read models: ${JSON.stringify(difference)}`);
  } finally {
    await client.end();
  }
}
