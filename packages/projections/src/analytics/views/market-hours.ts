import { COMMON } from '../described.ts';
import type { View } from './view.ts';

/** What the sums of `market_quality` say. */
export const marketHours: View = {
  name: 'market_hours',
  key: ['symbol', 'opened_at'],
  about:
    'The quality of each market hour by hour: averages and ratios of market_quality. They are quotients, rounded as Postgres rounds; what must be exact is in market_quality. Null where there was nothing to divide by.',
  columns: {
    symbol: COMMON.symbol,
    opened_at: 'When the hour begins, in UTC.',
    trades: 'Trades.',
    volume: 'Sum of the quantities, in the base asset.',
    notional: 'Sum of price times quantity, in the quote asset.',
    vwap: 'Notional divided by volume: the price, weighted by quantity.',
    buy_share: 'Volume whose taker bought, as a share of the volume that had a taker.',
    spread: 'Ask less bid, averaged over the samples.',
    relative_spread: 'The average spread as a share of the average middle of bid and ask.',
    bid_quantity: 'What stood at the best bid, averaged over the samples.',
    ask_quantity: 'What stood at the best ask, averaged over the samples.',
    bid_depth: 'What stood on the whole bid side, averaged over the samples.',
    ask_depth: 'What stood on the whole ask side, averaged over the samples.',
    cancel_ratio: 'Orders that were cancelled, for each that was accepted.',
    fill_ratio: 'Orders that were filled whole, for each that was accepted.',
    volatility:
      'Realised in the hour: the root of the sum of squared moves of the middle, as a share of its average.',
    samples: 'How often both sides of the book were looked at.',
  },
  query: `
    select symbol, opened_at, trades,
      trim_scale(buy_volume + sell_volume + auction_volume) as volume,
      trim_scale(buy_notional + sell_notional + auction_notional) as notional,
      (buy_notional + sell_notional + auction_notional)
        / nullif(buy_volume + sell_volume + auction_volume, 0) as vwap,
      buy_volume / nullif(buy_volume + sell_volume, 0) as buy_share,
      spread_sum / nullif(samples, 0) as spread,
      spread_sum / nullif(mid_sum, 0) as relative_spread,
      bid_quantity_sum / nullif(samples, 0) as bid_quantity,
      ask_quantity_sum / nullif(samples, 0) as ask_quantity,
      bid_depth_sum / nullif(samples, 0) as bid_depth,
      ask_depth_sum / nullif(samples, 0) as ask_depth,
      cancelled::numeric / nullif(accepted, 0) as cancel_ratio,
      filled::numeric / nullif(accepted, 0) as fill_ratio,
      sqrt(moves_squared) * samples / nullif(mid_sum, 0) as volatility,
      samples
    from truetape.market_quality`,
};
