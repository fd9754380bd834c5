import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  day: 'text',
  price: 'numeric',
  /** last, mid or reference */
  source: 'text',
  at: 'timestamptz',
} as const satisfies Columns;

/** Where each market was when a day (UTC) ended, as the risk watch recorded it. */
export const dayMarksTable: TableOf<typeof columns> = {
  name: 'day_marks',
  key: ['symbol', 'day'],
  columns,
  needs: 'no-row',
};
