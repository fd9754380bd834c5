import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  user_id: 'text',
  /** active, disabled or erased */
  status: 'text',
  registered_at: 'timestamptz',
  /** Sealed; gone when they are erased. A program has none. */
  email: 'text?',
  is_email_verified: 'boolean',
  has_second_factor: 'boolean',
  /** What they are to the venue: a list of roles. */
  roles: 'jsonb',
  /** Of the last event of their stream that changed this row. */
  changed_at: 'timestamptz',
} as const satisfies Columns;

/** Who there is. */
export const usersTable: TableOf<typeof columns> = {
  name: 'users',
  key: ['user_id'],
  columns,
  needs: 'every-row',
};
