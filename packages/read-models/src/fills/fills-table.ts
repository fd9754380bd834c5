import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  trade_number: 'bigint',
  order_id: 'text',
  account_id: 'text',
  /** Revision of its `TradeSettled`, and which leg: numbers the fills of an account for ever. */
  account_revision: 'bigint',
  leg: 'bigint',
  market_revision: 'bigint',
  side: 'text',
  liquidity: 'text',
  price: 'numeric',
  quantity: 'numeric',
  notional: 'numeric',
  fee: 'numeric',
  fee_asset: 'text',
  at: 'timestamptz',
  recorded_at: 'timestamptz',
} as const satisfies Columns;

/** Each side of each trade, as settled in its account: an order's share, with its fee. */
export const fillsTable: TableOf<typeof columns> = {
  name: 'fills',
  key: ['symbol', 'trade_number', 'order_id'],
  columns,
  needs: 'no-row',
};
