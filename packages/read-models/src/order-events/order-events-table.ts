import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  order_id: 'text',
  /** Of the event in the whole log: the events of an order in the order in which they were written. */
  position: 'bigint',
  recorded_at: 'timestamptz',
  account_id: 'text',
  symbol: 'text',
  /** As the log names it. */
  type: 'text',
  at: 'timestamptz',
  stream: 'text',
  revision: 'bigint',
  /** The event that this one answers. */
  cause_stream: 'text?',
  cause_revision: 'bigint?',
  /** What it was asked or done at; of a stop that is reached, the stop. */
  price: 'numeric?',
  /** What was asked, traded, cancelled or shown. */
  quantity: 'numeric?',
  /** What is left in the order after it. */
  remaining: 'numeric?',
  trade_number: 'bigint?',
  /** Why, where the event says so. */
  reason: 'text?',
} as const satisfies Columns;

/**
 * What happened to each order, event by event: what its account asked and what its market said. A trade is an event of
 * both of its orders. Settlements are not among them: those are `fills` and `entries`.
 */
export const orderEventsTable: TableOf<typeof columns> = {
  name: 'order_events',
  // By months of `recorded_at`, which must therefore be part of the key.
  key: ['order_id', 'position', 'recorded_at'],
  columns,
  needs: 'no-row',
};
