import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  asset: 'text',
  total: 'numeric',
  held: 'numeric',
} as const satisfies Columns;

/** What each account has, and how much of it its open orders hold. */
export const balancesTable: TableOf<typeof columns> = {
  name: 'balances',
  key: ['account_id', 'asset'],
  columns,
  needs: 'every-row',
};
