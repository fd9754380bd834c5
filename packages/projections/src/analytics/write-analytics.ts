import { sha256 } from '@truetape/codec';
import type { ClientBase } from 'pg';
import { analyticsStatements } from './statements.ts';

const ABOUT =
  'What analysts read: a view for each table of the read models, and what follows from them.';

/** Names the views as this program knows them: what a database says of its own. */
const versionOf = (statements: readonly string[]) =>
  `${ABOUT} Version ${sha256(statements.join(';')).slice(0, 12)}.`;

/** Whether the schema `analytics` is as this program knows it. */
export async function analyticsAreCurrent(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ about: string | null }>(
    `select obj_description(to_regnamespace('analytics'), 'pg_namespace') as about`,
  );
  return rows[0]?.about === versionOf(analyticsStatements());
}

/**
 * Makes the schema `analytics`, or brings it up to date. Views follow the tables that bear their names now: whoever puts
 * other tables in their place writes them again, in the same transaction.
 */
export async function writeAnalytics(client: ClientBase): Promise<void> {
  const statements = analyticsStatements();
  const version = `comment on schema analytics is '${versionOf(statements)}'`;
  await client.query([...statements, version].join(';\n'));
}
