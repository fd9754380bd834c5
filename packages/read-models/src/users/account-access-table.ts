import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  user_id: 'text',
  /** owner, trader or viewer; the last that it was where it is withdrawn. */
  access: 'text',
  /** granted or withdrawn */
  status: 'text',
  granted_at: 'timestamptz',
  granted_by: 'text?',
  withdrawn_at: 'timestamptz?',
  withdrawn_by: 'text?',
} as const satisfies Columns;

/** What each user may do with an account, as it is now. */
export const accountAccessTable: TableOf<typeof columns> = {
  name: 'account_access',
  key: ['account_id', 'user_id'],
  columns,
  needs: { column: 'status', values: ['granted'] },
  replaces: true,
};
