import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  symbol: 'text',
  day: 'text',
  realised: 'numeric',
  fees: 'numeric',
  /** What was traded, both sides together. */
  notional: 'numeric',
  /** The last day on which that counts for a fee tier. */
  counts_until: 'text',
  /** What is open at the end of the day, and what it cost. */
  quantity: 'numeric',
  cost: 'numeric',
} as const satisfies Columns;

/** What each day (UTC) on which an account traded in a market has brought. */
export const resultsTable: TableOf<typeof columns> = {
  name: 'results',
  key: ['account_id', 'symbol', 'day'],
  columns,
  needs: 'no-row',
  replaces: true,
};
