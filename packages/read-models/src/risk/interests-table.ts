import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  symbol: 'text',
  /** In the base asset. */
  to_buy: 'numeric',
  to_sell: 'numeric',
  /** In the quote asset, each order at the worst price that it may trade at. */
  notional: 'numeric',
  /** Of which for orders by `quoteQuantity`, which may buy any quantity. */
  money: 'numeric',
} as const satisfies Columns;

/** What the open orders of each account may still trade in each market. */
export const interestsTable: TableOf<typeof columns> = {
  name: 'interests',
  key: ['account_id', 'symbol'],
  columns,
  needs: 'no-row',
  replaces: true,
};
