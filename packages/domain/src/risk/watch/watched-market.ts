import { BestPrices } from '../../market/best-prices.ts';
import type { MarketState, Outcome } from '../../market/outcome.ts';
import { midPrice } from '../../value/arithmetic.ts';
import type { PriceTicks } from '../../value/units.ts';
import type { Mark } from '../marks.ts';
import type { MarkSource } from './event.ts';

/** A market as the risk watch sees it, changed in place by whoever owns it. */
export interface WatchedMarket {
  readonly referencePrice: PriceTicks | undefined;
  readonly best: BestPrices;
  state: MarketState;
  last: PriceTicks | undefined;
  /** After the last whole input. */
  mark: SourcedMark | undefined;
  /** The mark when the day began, or the first one that there was on it. */
  atDayStart: PriceTicks | undefined;
}

export interface SourcedMark {
  readonly price: PriceTicks;
  readonly source: MarkSource;
}

export function newMarket(referencePrice: PriceTicks | undefined): WatchedMarket {
  const market: WatchedMarket = {
    referencePrice,
    best: new BestPrices(),
    state: 'closed',
    last: undefined,
    mark: undefined,
    atDayStart: undefined,
  };
  remark(market);
  return market;
}

export function applyOutcome(market: WatchedMarket, outcome: Outcome): void {
  market.best.apply(outcome);
  if (outcome.type === 'MarketStateChanged') market.state = outcome.to;
  else if (outcome.type === 'TradeExecuted') market.last = outcome.price;
}

/** An input is complete. @returns whether the market is elsewhere now */
export function remark(market: WatchedMarket): boolean {
  const before = market.mark?.price;
  market.mark = markNow(market);
  market.atDayStart ??= market.mark?.price;
  return market.mark?.price !== before;
}

/** As a measure sees it. */
export function markOf({ mark, atDayStart }: WatchedMarket): Mark | undefined {
  return mark && { price: mark.price, atDayStart: atDayStart ?? mark.price };
}

/** The middle of an open market with both sides, else its last trade, else what it was listed with. */
function markNow({ state, best, last, referencePrice }: WatchedMarket): SourcedMark | undefined {
  const { bid, ask } = best;
  if (state === 'open' && bid !== undefined && ask !== undefined) {
    return { price: midPrice(bid, ask), source: 'mid' };
  }
  if (last !== undefined) return { price: last, source: 'last' };
  return referencePrice && { price: referencePrice, source: 'reference' };
}
