import type { MarketView } from './market-view.ts';

/** Every market as one process shows it. */
export interface Markets {
  /** False until all of them are shown, and when there is no way to go on. */
  readonly isCurrent: boolean;
  /** Every market shows at least everything up to here. */
  readonly position: number;
  market(symbol: string): MarketView | undefined;
  /** Of every market that is shown. */
  symbols(): Iterable<string>;
}

/** Nothing would be seen to go back when these are shown instead of the others. */
export function arePast(markets: Markets, others: Markets): boolean {
  if (markets.position < others.position) return false;
  return [...others.symbols()].every((symbol) => {
    const before = others.market(symbol)?.position ?? -1;
    return (markets.market(symbol)?.position ?? Number.NEGATIVE_INFINITY) >= before;
  });
}
