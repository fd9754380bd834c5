import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  symbol: 'text',
  /** Bought less sold, in the base asset; everything else is in the quote asset. */
  quantity: 'numeric',
  /** What the open quantity cost; below zero for a short position: what it was sold for. */
  cost: 'numeric',
  /** Of the open quantity, with four decimals more than prices have; null when nothing is open. */
  average_price: 'numeric?',
  realised: 'numeric',
  fees: 'numeric',
  /** The day of the last fill, what was open when it began, and what it has brought since. */
  day: 'text',
  quantity_before: 'numeric',
  cost_before: 'numeric',
  realised_today: 'numeric',
  fees_today: 'numeric',
  notional_today: 'numeric',
} as const satisfies Columns;

/** What each account has traded in each market and not closed again, and what became of the rest. */
export const positionsTable: TableOf<typeof columns> = {
  name: 'positions',
  key: ['account_id', 'symbol'],
  columns,
  needs: 'every-row',
};
