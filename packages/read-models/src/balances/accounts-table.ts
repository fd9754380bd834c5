import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  owner_group: 'text',
  opened_at: 'timestamptz',
  /** open, reduce-only, closed or frozen */
  status: 'text',
  /** Its kill switch is on. */
  is_killed: 'boolean',
} as const satisfies Columns;

/** The accounts that there are, and what they may do. */
export const accountsTable: TableOf<typeof columns> = {
  name: 'accounts',
  key: ['account_id'],
  columns,
  needs: 'every-row',
};
