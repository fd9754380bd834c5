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
  stop_price: 'numeric?',
  trailing_offset: 'numeric?',
  /** Of an order by `quoteQuantity`: what is filled, and what the rest of its money would have bought at the last price. */
  quantity: 'numeric',
  quote_quantity: 'numeric?',
  display_quantity: 'numeric?',
  filled: 'numeric',
  remaining: 'numeric',
  /** When a GTD or DAY order ends. */
  expires_at: 'timestamptz?',
  /** The other leg of its OCO pair. */
  partner_id: 'text?',
  /** What its client calls the strategy that it belongs to. */
  strategy: 'text?',
  status: 'text',
  reason: 'text?',
  /** The market's own number, once the market has the order. */
  order_number: 'bigint?',
  received_at: 'timestamptz',
  decided_at: 'timestamptz',
  recorded_at: 'timestamptz',
  /** When the first outcome was recorded. */
  matched_at: 'timestamptz?',
  /** When it was recorded that its stop was reached. */
  triggered_at: 'timestamptz?',
} as const satisfies Columns;

/** Every order that was ever placed, as it is now. */
export const ordersTable: TableOf<typeof columns> = {
  name: 'orders',
  key: ['order_id'],
  columns,
  needs: { column: 'status', values: ['pending', 'open'] },
};
