import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  /** UTC. A denial that is written down after midnight counts on the day that its account is in by then. */
  day: 'text',
  orders: 'bigint',
  cancel_requests: 'bigint',
  replace_requests: 'bigint',
  /** Of all its orders, or of those in one market. */
  mass_cancels: 'bigint',
  /** Commands that were refused before a market saw them. */
  denials: 'bigint',
  maker_fills: 'bigint',
  taker_fills: 'bigint',
  /** Orders that ended without being filled. */
  cancelled: 'bigint',
  rejected: 'bigint',
  expired: 'bigint',
  deposits: 'bigint',
  /** Those that were carried out. */
  withdrawals: 'bigint',
  transfers_sent: 'bigint',
  transfers_received: 'bigint',
  corrections: 'bigint',
  /** forming, until something happens on a later day; then final */
  state: 'text',
} as const satisfies Columns;

/** What each account did on each day on which it did something. */
export const accountActivityTable: TableOf<typeof columns> = {
  name: 'account_activity',
  key: ['account_id', 'day'],
  columns,
  needs: { column: 'state', values: ['forming'] },
};
