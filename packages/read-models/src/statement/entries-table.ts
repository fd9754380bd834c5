import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  account_id: 'text',
  /** Of the event that moved the money, and which of its lines: numbers the entries of an account for ever. */
  account_revision: 'bigint',
  line: 'bigint',
  at: 'timestamptz',
  /** Of the event. */
  type: 'text',
  asset: 'text',
  /** Below zero when it left. */
  amount: 'numeric',
  /** Of the asset, after this line. */
  balance: 'numeric',
  /** Where it came from or went to: the other side of the double entry. */
  against: 'text',
  order_id: 'text?',
  symbol: 'text?',
  trade_number: 'bigint?',
  side: 'text?',
  withdrawal_id: 'text?',
  /** Of a transfer: the other account. */
  counterparty: 'text?',
  reference: 'text?',
  /** Of a correction: the revision of its approval in `corrections`. */
  correction_revision: 'bigint?',
} as const satisfies Columns;

/** Every movement of money in each account, with its cause. Their sum is the balance. */
export const entriesTable: TableOf<typeof columns> = {
  name: 'entries',
  key: ['account_id', 'account_revision', 'line'],
  columns,
  needs: 'no-row',
};
