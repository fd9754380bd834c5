import type { MarketSymbol, PriceTicks } from '../value/units.ts';
import { PRICE_TICKS_MAX } from '../value/units.ts';

/** Where a market is, as a decision sees it. */
export interface Mark {
  /** The last trade, or what the operator gave until there is one. */
  readonly price: PriceTicks;
  /** The same when the day began. */
  readonly atDayStart: PriceTicks;
}

export type MarkOf = (symbol: MarketSymbol) => Mark | undefined;

/** A mark that a decision has looked at: its event records it. */
export interface RecordedMark extends Mark {
  readonly symbol: MarketSymbol;
}

/** Marks, and which of them were looked at. */
export interface LookedAt {
  readonly markOf: MarkOf;
  /** By symbol. */
  readonly recorded: () => readonly RecordedMark[];
}

/** Keeps what is looked at; what can be no price is not there. */
export function lookingAt(given: MarkOf): LookedAt {
  const seen = new Map<MarketSymbol, Mark>();
  return {
    markOf: (symbol) => {
      const mark = seen.get(symbol) ?? given(symbol);
      if (mark === undefined || !isPrice(mark.price) || !isPrice(mark.atDayStart)) return undefined;
      seen.set(symbol, mark);
      return mark;
    },
    recorded: () =>
      [...seen]
        .map(([symbol, mark]) => ({ symbol, ...mark }))
        .sort((one, other) => (one.symbol < other.symbol ? -1 : 1)),
  };
}

const isPrice = (price: number) =>
  Number.isSafeInteger(price) && price >= 1 && price <= PRICE_TICKS_MAX;
