import {
  ACCOUNT_TABLES,
  type AccountStore,
  type AccountTable,
  type Row,
  type Table,
} from '@truetape/account-data';
import { failed, ok } from '@truetape/kernel';
import type { ReadModels } from './read-models.ts';
import { timeText } from './snapshot.ts';

/** A row of any of the tables. */
interface Part {
  readonly source: string;
  /** JSON: the text of each cell, in the order of the columns. */
  readonly cells: string;
}

type Texts = readonly (string | null)[];

/** The rows of accounts in the read models, each as its fold has put it, all of one moment. */
export function accountStore(readModels: ReadModels): AccountStore {
  return {
    read: async (accountId, minPosition) => {
      const selection = { select: SELECT, values: [accountId] };
      const found = await readModels.read<Part>(selection, minPosition);
      if (!found.ok) {
        const { failure } = found;
        return failed(typeof failure === 'string' ? failure : failure.code);
      }
      const textsIn = bySource(found.value.rows);
      const checkpoints = textsIn('checkpoints');
      return ok({
        logId: checkpoints[0]?.[2] ?? '',
        positions: new Map(checkpoints.map(([model, position]) => [`${model}`, Number(position)])),
        rows: new Map(
          ACCOUNT_TABLES.map(({ table }) => [
            table.name,
            textsIn(table.name).map((texts) => rowOf(table, texts)),
          ]),
        ),
        symbols: textsIn('instruments').map(([symbol]) => `${symbol}`),
      });
    },
  };
}

const SELECT = `part.* from (${[
  partOf('checkpoints', ['projection', 'position::text', 'log_id']),
  partOf('instruments', ['symbol']),
  ...ACCOUNT_TABLES.map(partOfAccount),
].join(' union all ')}) as part`;

function partOf(table: string, texts: readonly string[], rows = `truetape.${table}`): string {
  return `select '${table}' as source, json_build_array(${texts.join(', ')})::text as cells
    from ${rows}`;
}

/** Of a table whose rows come to an end, those that have not. */
function partOfAccount({ table, newest, max }: AccountTable): string {
  const { name, needs, columns } = table;
  const isNeeded =
    typeof needs === 'object'
      ? `and ${needs.column} in (${needs.values.map((value) => `'${value}'`).join(', ')})`
      : '';
  const order =
    newest === undefined
      ? ''
      : `order by ${newest.by.map((column) => `${column} desc`).join(', ')} limit ${newest.max}`;
  const limit = max === undefined ? '' : `limit ${max + 1}`;
  const rows = `select * from truetape.${name} where account_id = $1 ${isNeeded} ${order} ${limit}`;
  return partOf(name, Object.entries(columns).map(textOf), `(${rows}) as own`);
}

function textOf([column, type]: [string, string]): string {
  return type.startsWith('timestamptz') ? timeText(column) : `${column}::text`;
}

function rowOf({ columns }: Table, texts: Texts): Row {
  const cells = Object.entries(columns).map(([column, type], index) => {
    const text = texts[index] ?? null;
    return [column, text === null ? null : cellOf(type, text)];
  });
  return Object.fromEntries(cells) as Row;
}

function cellOf(type: string, text: string): unknown {
  if (type.startsWith('bigint')) return Number(text);
  if (type.startsWith('boolean')) return text === 'true';
  return type.startsWith('jsonb') ? JSON.parse(text) : text;
}

function bySource(parts: readonly Part[]): (source: string) => readonly Texts[] {
  const texts = new Map<string, Texts[]>();
  for (const { source, cells } of parts) {
    const own = texts.get(source) ?? [];
    own.push(JSON.parse(cells) as Texts);
    texts.set(source, own);
  }
  return (source) => texts.get(source) ?? [];
}
