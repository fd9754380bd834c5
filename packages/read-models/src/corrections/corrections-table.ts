import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  /** Of `CorrectionProposed` in the stream of the corrections: its name for ever. */
  proposal_revision: 'bigint',
  /** adjustment, bust or price */
  kind: 'text',
  /** Of an adjustment: whose, of what, and how much; below zero it is taken. */
  account_id: 'text?',
  asset: 'text?',
  amount: 'numeric?',
  /** Of a trade that never was, or was at another price. */
  symbol: 'text?',
  trade_number: 'bigint?',
  /** The price that is right. */
  price: 'numeric?',
  reason: 'text',
  /** What it does to each account. */
  legs: 'jsonb',
  /** proposed, approved or rejected */
  status: 'text',
  proposed_by: 'text?',
  proposed_at: 'timestamptz',
  /** Of the approval or rejection; entries of an approved one name it. */
  decision_revision: 'bigint?',
  decided_by: 'text?',
  decided_at: 'timestamptz?',
  /** Why it was rejected. */
  rejected_because: 'text?',
} as const satisfies Columns;

/** What operators put right, and what became of what they proposed. */
export const correctionsTable: TableOf<typeof columns> = {
  name: 'corrections',
  key: ['proposal_revision'],
  columns,
  needs: { column: 'status', values: ['proposed'] },
};
