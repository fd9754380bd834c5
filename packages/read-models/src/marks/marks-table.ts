import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  day: 'text',
  price: 'numeric',
  at: 'timestamptz',
} as const satisfies Columns;

/** The last trade of each market on each day (UTC) on which it traded. */
export const marksTable: TableOf<typeof columns> = {
  name: 'marks',
  key: ['symbol', 'day'],
  columns,
  needs: 'no-row',
  replaces: true,
};
