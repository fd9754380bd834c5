import type { EventLog } from '@truetape/event-store';
import { Changes, combineFolds, keyOf, type ReadModel, type Table } from '@truetape/read-models';
import type { ClientBase } from 'pg';
import { readRows } from '../postgres/rows.ts';
import type { Difference } from './difference.ts';

export interface ExtraRowSearch {
  readonly client: ClientBase;
  readonly log: EventLog;
  readonly models: readonly ReadModel[];
  readonly table: Table;
  readonly position: number;
  /** How many rows the fold has; all of them are in the table. */
  readonly want: number;
}

const PAGE_ROWS = 10_000;

/** A row that no event explains. Only where there is one is the log folded again, for the keys it does explain. */
export async function findExtraRow(search: ExtraRowSearch): Promise<Difference | undefined> {
  const { client, table, want } = search;
  const counted = await client.query<{ count: string }>(
    `select count(*) from truetape.${table.name}`,
  );
  if (Number(counted.rows[0]?.count) === want) return undefined;
  const known = await foldedKeys(search);
  for (let offset = 0; ; offset += PAGE_ROWS) {
    const page = `true order by ${table.key.join(', ')} limit ${PAGE_ROWS} offset ${offset}`;
    const rows = await readRows(client, table, page);
    for (const row of rows) {
      const key = keyOf(table, row);
      if (!known.has(key)) return { table: table.name, key, want: null, have: row };
    }
    if (rows.length < PAGE_ROWS) return undefined;
  }
}

async function foldedKeys(search: ExtraRowSearch): Promise<ReadonlySet<string>> {
  const { log, models, table, position } = search;
  const fold = combineFolds(models);
  const changes = new Changes();
  for await (const events of log.readAll({ after: -1, upTo: position })) {
    for (const event of events) fold.apply(event, changes);
  }
  const keys = new Set<string>();
  for (const [key, row] of changes.of(table)) if (row !== null) keys.add(key);
  return keys;
}
