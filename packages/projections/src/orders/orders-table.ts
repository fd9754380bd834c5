import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  order_id: 'text',
  account_id: 'text',
  /** Revision of its `OrderPlaced`: numbers the orders of an account for ever, in the order of placing. */
  placed_revision: 'bigint',
  client_order_id: 'text',
  symbol: 'text',
  side: 'text',
  type: 'text',
  time_in_force: 'text',
  post_only: 'boolean',
  self_trade_prevention: 'text',
  price: 'numeric?',
  quantity: 'numeric',
  filled: 'numeric',
  remaining: 'numeric',
  status: 'text',
  reason: 'text?',
  /** The market's own number, once the market has the order. */
  order_number: 'bigint?',
  received_at: 'timestamptz',
  decided_at: 'timestamptz',
  recorded_at: 'timestamptz',
  /** When the first outcome was recorded. */
  matched_at: 'timestamptz?',
} as const satisfies Columns;

/** Every order that was ever placed, as it is now. */
export const ordersTable: TableOf<typeof columns> = {
  name: 'orders',
  key: ['order_id'],
  columns,
  needs: { column: 'status', values: ['pending', 'open'] },
};
