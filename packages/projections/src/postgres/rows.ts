import type { Json, Row, Table } from '@truetape/read-models';
import type { ClientBase } from 'pg';

/** Reads rows in the canonical form in which folds put them, so that equal rows are equal in every byte. */
export async function readRows(
  client: ClientBase,
  table: Table,
  condition = 'true',
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await client.query<Record<string, Json>>({
    text: `select ${columnsOf(table)} from truetape.${table.name} where ${condition}`,
    values: [...parameters],
    types: canonicalTypes,
  });
  return rows;
}

export const columnsOf = ({ columns }: Table): string => Object.keys(columns).join(', ');

const OID = { boolean: 16, bigint: 20, jsonb: 3802, timestamptz: 1184 } as const;

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [OID.boolean]: (text) => text === 't',
  [OID.bigint]: Number,
  [OID.jsonb]: (text) => JSON.parse(text) as unknown,
  [OID.timestamptz]: canonicalTime,
};

const asText = (text: string) => text;

export const canonicalTypes = {
  getTypeParser: ((oid: number) => PARSERS[oid] ?? asText) as never,
};

/** `2026-11-21 01:22:18.1+00` → `2026-11-21T01:22:18.100Z`; what is finer than a millisecond stays visible. */
function canonicalTime(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return day === undefined ? text : `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}
