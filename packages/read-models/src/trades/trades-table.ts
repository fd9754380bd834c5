import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  trade_number: 'bigint',
  market_revision: 'bigint',
  price: 'numeric',
  quantity: 'numeric',
  taker_side: 'text',
  maker_order_id: 'text',
  taker_order_id: 'text',
  /** Whether an auction made it: then the maker is the older order. */
  auction: 'boolean',
  at: 'timestamptz',
  recorded_at: 'timestamptz',
} as const satisfies Columns;

/** Every trade of every market. */
export const tradesTable: TableOf<typeof columns> = {
  name: 'trades',
  key: ['symbol', 'trade_number'],
  columns,
  needs: 'no-row',
};
