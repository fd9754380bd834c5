import { formatMinor, formatTime, type ListedMarket, timeOf } from '@truetape/codec';
import { epochMs, minor } from '@truetape/domain';
import { minorIn } from '../balances/hold-row.ts';
import type { RowOf } from '../framework/table.ts';
import type { candlesTable } from './candles-table.ts';

export type CandleRow = RowOf<typeof candlesTable.columns>;

/** What a candle is made of. */
export interface CandleTrade {
  readonly price: string;
  readonly priceTicks: number;
  /** In minor units of the base, and of the quote. */
  readonly quantity: bigint;
  readonly notional: bigint;
  readonly tradeNumber: number;
}

/** A candle that may still grow, changed in place. */
export interface Candle {
  readonly openedAtMs: number;
  readonly open: string;
  high: string;
  highTicks: number;
  low: string;
  lowTicks: number;
  close: string;
  volume: bigint;
  notional: bigint;
  trades: number;
  readonly firstTrade: number;
  lastTrade: number;
}

export function openCandle(openedAtMs: number, trade: CandleTrade): Candle {
  const { price, priceTicks, quantity, notional, tradeNumber } = trade;
  return {
    openedAtMs,
    open: price,
    high: price,
    highTicks: priceTicks,
    low: price,
    lowTicks: priceTicks,
    close: price,
    volume: quantity,
    notional,
    trades: 1,
    firstTrade: tradeNumber,
    lastTrade: tradeNumber,
  };
}

export function addTrade(candle: Candle, trade: CandleTrade): void {
  const { price, priceTicks, quantity, notional, tradeNumber } = trade;
  if (priceTicks > candle.highTicks) {
    candle.high = price;
    candle.highTicks = priceTicks;
  }
  if (priceTicks < candle.lowTicks) {
    candle.low = price;
    candle.lowTicks = priceTicks;
  }
  candle.close = price;
  candle.volume += quantity;
  candle.notional += notional;
  candle.trades += 1;
  candle.lastTrade = tradeNumber;
}

export function candleRow(
  candle: Candle,
  interval: string,
  state: 'forming' | 'final',
  { definition, baseScale, quoteScale }: ListedMarket,
): CandleRow {
  return {
    symbol: definition.symbol,
    interval,
    opened_at: formatTime(epochMs(candle.openedAtMs)),
    open: candle.open,
    high: candle.high,
    low: candle.low,
    close: candle.close,
    volume: formatMinor(minor(candle.volume), baseScale),
    notional: formatMinor(minor(candle.notional), quoteScale),
    trades: candle.trades,
    first_trade: candle.firstTrade,
    last_trade: candle.lastTrade,
    state,
  };
}

export function candleIn(row: CandleRow, { grid, baseScale, quoteScale }: ListedMarket): Candle {
  return {
    openedAtMs: timeOf(row.opened_at),
    open: row.open,
    high: row.high,
    highTicks: Number(grid.parsePrice(row.high)),
    low: row.low,
    lowTicks: Number(grid.parsePrice(row.low)),
    close: row.close,
    volume: minorIn(row.volume, baseScale),
    notional: minorIn(row.notional, quoteScale),
    trades: row.trades,
    firstTrade: row.first_trade,
    lastTrade: row.last_trade,
  };
}
