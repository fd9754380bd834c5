import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  /** Of the last outcome that is reflected. */
  market_revision: 'bigint',
  at: 'timestamptz',
  /** closed, pre-open, open, auction or halted */
  state: 'text',
  bid: 'numeric?',
  /** What stands there, hidden quantity included. */
  bid_quantity: 'numeric?',
  ask: 'numeric?',
  ask_quantity: 'numeric?',
  /** Of the last trade. */
  last: 'numeric?',
  last_quantity: 'numeric?',
  last_side: 'text?',
  last_trade: 'bigint?',
  last_at: 'timestamptz?',
} as const satisfies Columns;

/** Where each market is now. */
export const tickersTable: TableOf<typeof columns> = {
  name: 'tickers',
  key: ['symbol'],
  columns,
  needs: 'every-row',
};
