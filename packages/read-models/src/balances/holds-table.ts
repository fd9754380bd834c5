import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  order_id: 'text',
  account_id: 'text',
  asset: 'text',
  amount: 'numeric',
  symbol: 'text',
  side: 'text',
  /** The worst price it may trade at. */
  limit_price: 'numeric',
  quantity: 'numeric',
  filled: 'numeric',
  maker_rate: 'numeric',
  taker_rate: 'numeric',
  /** Σ rate × notional over its fills, in minor units of the quote asset × 1e-8. */
  fee_accrual: 'numeric',
  fee_charged: 'numeric',
  /** What an order by `quoteQuantity` may still spend, fees apart. */
  money_left: 'numeric?',
  /** When a GTD or DAY order ends. */
  due_at: 'timestamptz?',
  /** The other leg of its OCO pair, while both are open. */
  partner_id: 'text?',
  /** The other leg has traded, and this one holds nothing any more. */
  has_yielded: 'boolean',
  /** The terms of replaces that the market has not answered. */
  pending: 'jsonb',
  /** What the client asked for when placing. */
  asked: 'jsonb',
} as const satisfies Columns;

/**
 * What each open order holds, and all that its hold follows from. A row goes when its order is closed, so the sum over
 * an account and asset is what its balance says is held.
 */
export const holdsTable: TableOf<typeof columns> = {
  name: 'holds',
  key: ['order_id'],
  columns,
  needs: 'every-row',
  removes: true,
};
