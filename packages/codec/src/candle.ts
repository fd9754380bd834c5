import type { Data, Candle as WireCandle } from '@truetape/contracts';
import { baseAmount, type Candle, type CandleTrade, notional } from '@truetape/domain';
import type { ListedMarket } from './catalogue.ts';
import { formatMinor } from './decimal.ts';
import { priceOf, quantityOf } from './grid.ts';
import { formatTime, timeOf } from './time.ts';

/** What a candle knows of a trade of its market. */
export function candleTradeOf(
  { at, price, quantity, tradeNumber }: Data<'TradeExecuted'>,
  { grid, instrument }: Pick<ListedMarket, 'grid' | 'instrument'>,
): CandleTrade {
  const { lotUnit, notionalUnit } = instrument.units;
  const [priceTicks, quantityLots] = [priceOf(grid, price), quantityOf(grid, quantity)];
  return {
    at: timeOf(at),
    price: priceTicks,
    quantity: baseAmount(quantityLots, lotUnit),
    notional: notional(priceTicks, quantityLots, notionalUnit),
    tradeNumber,
  };
}

/** @param final no trade of its time can come any more */
export function encodeCandle(
  candle: Candle,
  final: boolean,
  { grid, baseScale, quoteScale }: Pick<ListedMarket, 'grid' | 'baseScale' | 'quoteScale'>,
): WireCandle {
  return {
    openedAt: formatTime(candle.openedAt),
    open: grid.formatPrice(candle.open),
    high: grid.formatPrice(candle.high),
    low: grid.formatPrice(candle.low),
    close: grid.formatPrice(candle.close),
    volume: formatMinor(candle.volume, baseScale),
    notional: formatMinor(candle.notional, quoteScale),
    trades: candle.trades,
    final,
  };
}
