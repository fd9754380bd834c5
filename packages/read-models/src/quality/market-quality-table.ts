import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  opened_at: 'timestamptz',
  /** Orders. */
  accepted: 'bigint',
  rejected: 'bigint',
  replaced: 'bigint',
  cancelled: 'bigint',
  expired: 'bigint',
  filled: 'bigint',
  trades: 'bigint',
  /** By the side of the taker; an auction has none. */
  buy_volume: 'numeric',
  sell_volume: 'numeric',
  auction_volume: 'numeric',
  buy_notional: 'numeric',
  sell_notional: 'numeric',
  auction_notional: 'numeric',
  /**
   * Samples are taken at the end of the first input of each second in which the market is open and has both sides. All
   * that follow are sums over them: divided by their number they are averages.
   */
  samples: 'bigint',
  spread_sum: 'numeric',
  mid_sum: 'numeric',
  /** At the best price. */
  bid_quantity_sum: 'numeric',
  ask_quantity_sum: 'numeric',
  /** In the whole book. */
  bid_depth_sum: 'numeric',
  ask_depth_sum: 'numeric',
  /** Σ (middle − middle of the sample before)²: what the market moved. */
  moves_squared: 'numeric',
  /** The last sample, of this hour or one before. */
  sampled_at: 'timestamptz?',
  sampled_mid: 'numeric?',
  /** forming, until something happens in a later hour; then final */
  state: 'text',
} as const satisfies Columns;

/** How well each market worked in each hour in which something happened in it. */
export const marketQualityTable: TableOf<typeof columns> = {
  name: 'market_quality',
  key: ['symbol', 'opened_at'],
  columns,
  needs: { column: 'state', values: ['forming'] },
};
