import type { AccountEvent } from '../../account/event.ts';
import type { Outcome } from '../../market/outcome.ts';
import type { AccountId, EpochMs, MarketSymbol, PriceTicks } from '../../value/units.ts';

/** What the risk watch reads, in the order of the log. */
export type WatchInput = AccountSaid | MarketSaid | MarketListed | TimeTold;

export interface AccountSaid {
  readonly type: 'AccountSaid';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  readonly event: AccountEvent;
}

export interface MarketSaid {
  readonly type: 'MarketSaid';
  readonly at: EpochMs;
  readonly symbol: MarketSymbol;
  readonly outcome: Outcome;
  /** Its input is complete: between the parts of one the market is not looked at. */
  readonly last: boolean;
}

export interface MarketListed {
  readonly type: 'MarketListed';
  readonly at: EpochMs;
  readonly symbol: MarketSymbol;
  readonly referencePrice?: PriceTicks;
}

export interface TimeTold {
  readonly type: 'TimeTold';
  readonly at: EpochMs;
}
