import { encodeCandle, type ListedMarket, timeOf } from '@truetape/codec';
import type { Candle, CandleInterval } from '@truetape/domain';
import { onGrid } from '../balances/asked-cell.ts';
import { minorIn } from '../balances/hold-row.ts';
import type { RowOf } from '../framework/table.ts';
import type { candlesTable } from './candles-table.ts';

export type CandleRow = RowOf<typeof candlesTable.columns>;

export function candleRow(
  candle: Candle,
  interval: CandleInterval['interval'],
  state: 'forming' | 'final',
  market: ListedMarket,
): CandleRow {
  const { openedAt, final: _, ...written } = encodeCandle(candle, state === 'final', market);
  return {
    symbol: market.definition.symbol,
    interval,
    opened_at: openedAt,
    ...written,
    first_trade: candle.firstTrade,
    last_trade: candle.lastTrade,
    state,
  };
}

export function candleIn(row: CandleRow, { grid, baseScale, quoteScale }: ListedMarket): Candle {
  const ticks = (price: string) => onGrid(grid.parsePrice(price));
  return {
    openedAt: timeOf(row.opened_at),
    open: ticks(row.open),
    high: ticks(row.high),
    low: ticks(row.low),
    close: ticks(row.close),
    volume: minorIn(row.volume, baseScale),
    notional: minorIn(row.notional, quoteScale),
    trades: row.trades,
    firstTrade: row.first_trade,
    lastTrade: row.last_trade,
  };
}
