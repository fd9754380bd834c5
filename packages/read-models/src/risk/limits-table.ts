import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  /** account or group: of the account alone, or of all accounts of the group that it leads */
  scope: 'text',
  limits: 'jsonb',
} as const satisfies Columns;

/** The limits that hold: those that were set last. */
export const limitsTable: TableOf<typeof columns> = {
  name: 'limits',
  key: ['account_id', 'scope'],
  columns,
  needs: 'no-row',
  replaces: true,
};
