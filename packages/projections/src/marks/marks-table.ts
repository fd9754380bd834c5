import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  day: 'text',
  price: 'numeric',
  /** What it is: `last`, the last trade. */
  source: 'text',
  at: 'timestamptz',
} as const satisfies Columns;

/** Where each market was last on each day (UTC) on which it traded: what positions are valued at. */
export const marksTable: TableOf<typeof columns> = {
  name: 'marks',
  key: ['symbol', 'day'],
  columns,
  needs: 'no-row',
};
