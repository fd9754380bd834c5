import { addMinor } from '../value/arithmetic.ts';
import type { EpochMs, Minor, PriceTicks } from '../value/units.ts';
import { type CandleInterval, openingOf } from './interval.ts';

/** The trades of some time, as they were made. There is none for a time without a trade. */
export interface Candle {
  readonly openedAt: EpochMs;
  readonly open: PriceTicks;
  readonly high: PriceTicks;
  readonly low: PriceTicks;
  readonly close: PriceTicks;
  /** Of the base asset. */
  readonly volume: Minor;
  /** Σ price × quantity, of the quote asset. */
  readonly notional: Minor;
  readonly trades: number;
  /** Their numbers: it has all trades from the first to the last. */
  readonly firstTrade: number;
  readonly lastTrade: number;
}

/** What a candle is made of. */
export interface CandleTrade {
  readonly at: EpochMs;
  readonly price: PriceTicks;
  /** Of the base asset. */
  readonly quantity: Minor;
  /** Of the quote asset. */
  readonly notional: Minor;
  readonly tradeNumber: number;
}

/**
 * The newest candle of a market after one more trade. Where it opens later than the one before, that one is final: the trades
 * of a market come in the order of their times.
 */
export function withTrade(
  candle: Candle | undefined,
  interval: CandleInterval,
  trade: CandleTrade,
): Candle {
  const { at, price, quantity, notional, tradeNumber } = trade;
  const openedAt = openingOf(interval, at);
  if (candle?.openedAt !== openedAt) {
    return {
      openedAt,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: quantity,
      notional,
      trades: 1,
      firstTrade: tradeNumber,
      lastTrade: tradeNumber,
    };
  }
  return {
    openedAt,
    open: candle.open,
    high: price > candle.high ? price : candle.high,
    low: price < candle.low ? price : candle.low,
    close: price,
    volume: addMinor(candle.volume, quantity),
    notional: addMinor(candle.notional, notional),
    trades: candle.trades + 1,
    firstTrade: candle.firstTrade,
    lastTrade: tradeNumber,
  };
}
