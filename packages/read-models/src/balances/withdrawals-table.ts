import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  withdrawal_id: 'text',
  account_id: 'text',
  asset: 'text',
  amount: 'numeric',
  /** What its client named it. */
  reference: 'text',
  /** pending, approved or rejected */
  status: 'text',
  /** Why it was rejected. */
  reason: 'text?',
  requested_at: 'timestamptz',
  decided_at: 'timestamptz?',
} as const satisfies Columns;

/** Every withdrawal that was requested, as it is now. Those that wait hold their amount. */
export const withdrawalsTable: TableOf<typeof columns> = {
  name: 'withdrawals',
  key: ['withdrawal_id'],
  columns,
  needs: { column: 'status', values: ['pending'] },
};
