import type { Catalogue } from '@truetape/codec';
import { dayOf, type EpochMs, type Mark, type PriceTicks } from '@truetape/domain';

/** The last trade of a market, its day, and where the market was when that day began. */
export interface LastTrade {
  readonly price: PriceTicks;
  readonly day: number;
  readonly atDayStart: PriceTicks;
}

/** Where every market is: at its last trade, or where its operator put it until there is one. */
export function createMarks(catalogue: Catalogue) {
  const lastTrades = new Map<string, LastTrade>();

  const listedAt = (symbol: string) => catalogue.markets.get(symbol)?.instrument.referencePrice;

  return {
    read: (symbol: string, price: PriceTicks, at: EpochMs): void => {
      const day = dayOf(at);
      const before = lastTrades.get(symbol);
      const atDayStart =
        before?.day === day ? before.atDayStart : (before?.price ?? listedAt(symbol) ?? price);
      lastTrades.set(symbol, { price, day, atDayStart });
    },
    priceOf: (symbol: string): PriceTicks | undefined =>
      lastTrades.get(symbol)?.price ?? listedAt(symbol),
    markOf: (symbol: string, day: number): Mark | undefined => {
      const last = lastTrades.get(symbol);
      if (last?.day === day) return last;
      const price = last?.price ?? listedAt(symbol);
      return price === undefined ? undefined : { price, atDayStart: price };
    },
    stored: (): readonly (readonly [string, LastTrade])[] => [...lastTrades],
    restore: (stored: Iterable<readonly [string, LastTrade]>): void => {
      for (const [symbol, last] of stored) lastTrades.set(symbol, last);
    },
  };
}
