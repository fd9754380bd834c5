import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  /** 1s, 1m, 5m, 15m, 1h, 4h, 1d or 1w */
  interval: 'text',
  /** A week begins on Monday; everything is in UTC. */
  opened_at: 'timestamptz',
  open: 'numeric',
  high: 'numeric',
  low: 'numeric',
  close: 'numeric',
  /** In the base asset. */
  volume: 'numeric',
  /** Σ price × quantity, in the quote asset. */
  notional: 'numeric',
  trades: 'bigint',
  /** Their numbers: a candle has all trades from the first to the last. */
  first_trade: 'bigint',
  last_trade: 'bigint',
  /** forming, until a trade of a later time is read; then final */
  state: 'text',
} as const satisfies Columns;

/**
 * The trades of each market by the time of their market, as they were made: corrections do not change them. There is no
 * candle for a time without a trade.
 */
export const candlesTable: TableOf<typeof columns> = {
  name: 'candles',
  key: ['symbol', 'interval', 'opened_at'],
  columns,
  needs: { column: 'state', values: ['forming'] },
};
