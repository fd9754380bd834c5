import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  owner_group: 'text',
  opened_at: 'timestamptz',
} as const satisfies Columns;

/** The accounts that there are. */
export const accountsTable: TableOf<typeof columns> = {
  name: 'accounts',
  key: ['account_id'],
  columns,
  needs: 'every-row',
};
