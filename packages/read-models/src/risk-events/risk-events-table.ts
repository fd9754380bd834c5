import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  /** The account, or the one that leads the group. */
  account_id: 'text',
  /** In the stream of its risk. */
  revision: 'bigint',
  /** RiskThresholdCrossed or RiskKillSwitchRequested */
  type: 'text',
  /** account or group */
  scope: 'text',
  /** What is limited: concentration, dailyLoss, drawdown, grossNotional, openNotional or position. */
  measure: 'text',
  /** The quote asset whose markets are measured; of a position its market instead. */
  asset: 'text?',
  symbol: 'text?',
  value: 'numeric',
  limit_value: 'numeric',
  /** The share of the limit that was reached: 50, 75, 90 or 100. */
  percent: 'bigint?',
  /** The event after which it was reached. */
  cause_stream: 'text?',
  cause_revision: 'bigint?',
  at: 'timestamptz',
  recorded_at: 'timestamptz',
} as const satisfies Columns;

/** How near each account, or the group that it leads, came to its limits. */
export const riskEventsTable: TableOf<typeof columns> = {
  name: 'risk_events',
  key: ['account_id', 'revision'],
  columns,
  needs: 'no-row',
};
