import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  symbol: 'text',
  /** As orders name it; empty for those that name none. */
  strategy: 'text',
  quantity: 'numeric',
  cost: 'numeric',
  average_price: 'numeric?',
  realised: 'numeric',
  fees: 'numeric',
} as const satisfies Columns;

/** The same for the orders of each strategy by themselves. */
export const strategyPositionsTable: TableOf<typeof columns> = {
  name: 'strategy_positions',
  key: ['account_id', 'symbol', 'strategy'],
  columns,
  needs: 'every-row',
};
