import type { EventLog } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import { compareWithFold } from '@truetape/projections';
import type { ClientBase } from 'pg';

/** The rows in Postgres against the fold of the log at their checkpoint. None at all are no difference: a backup has none. */
export async function compareReadModels(
  log: EventLog,
  client: ClientBase,
): Promise<Result<object, string>> {
  const asked = `select to_regclass('truetape.checkpoints') is not null as built`;
  const { rows } = await client.query<{ built: boolean }>(asked);
  if (rows[0]?.built !== true) return ok({ built: false });
  const compared = await compareWithFold({ log, client });
  if (!compared.ok) return compared;
  const { difference, ...counts } = compared.value;
  return difference === undefined
    ? ok(counts)
    : failed(`read models: ${JSON.stringify(difference)}`);
}
