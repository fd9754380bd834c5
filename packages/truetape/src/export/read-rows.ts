import type { View } from '@truetape/projections/analytics';
import type { ClientBase } from 'pg';

/** A cell as an export has it: amounts and times as text, counts as numbers. */
export type Cell = string | number | boolean | null | object;

export interface Page {
  /** Columns whose words somebody chose: they may be anything. */
  readonly texts: ReadonlySet<string>;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** So many rows are in memory at once. */
const PAGE_ROWS = 2_000;

/**
 * All rows of a view in the order of its key, as they are at one moment, page by page. The client is taken until the last
 * page is read, or the reading given up. The same rows come in the same order from every database, whatever its language.
 */
export async function* readRows(
  client: ClientBase,
  { name, key, columns }: View,
): AsyncGenerator<Page> {
  const texts = await textColumns(client, name);
  const order = key.map((column) => (texts.has(column) ? `${column} collate "C"` : column));
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`set local timezone = 'UTC'`);
    await client.query(`declare exported no scroll cursor for
      select ${Object.keys(columns).join(', ')} from analytics.${name} order by ${order.join(', ')}`);
    for (;;) {
      const text = `fetch ${PAGE_ROWS} from exported`;
      const { rows } = await client.query<Record<string, Cell>>({ text, types: TYPES });
      if (rows.length > 0) yield { texts, rows };
      if (rows.length < PAGE_ROWS) return;
    }
  } finally {
    await client.query('rollback');
  }
}

async function textColumns(client: ClientBase, view: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns
      where table_schema = 'analytics' and table_name = $1 and data_type in ('text', 'jsonb')`,
    [view],
  );
  return new Set(rows.map(({ column_name }) => column_name));
}

const OID = { boolean: 16, bigint: 20, jsonb: 3802, timestamptz: 1184 } as const;

const PARSERS: Readonly<Record<number, (text: string) => Cell>> = {
  [OID.boolean]: (text) => text === 't',
  [OID.bigint]: Number,
  [OID.jsonb]: (text) => JSON.parse(text) as Cell,
  [OID.timestamptz]: (text) => `${text.replace(' ', 'T').replace(/\+00$/, '')}Z`,
};

const asText = (text: string) => text;

const TYPES = { getTypeParser: ((oid: number) => PARSERS[oid] ?? asText) as never };
