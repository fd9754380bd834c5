import type { LimitsScope } from '../../account/control-commands.ts';
import type { Account } from '../../account/state.ts';
import { type AccountId, type EpochMs, epochMs, type MarketSymbol } from '../../value/units.ts';
import type { WatchedBound } from './bound.ts';
import type { WatchedMarket } from './watched-market.ts';

/** It has one owner: `watch` changes it in place. */
export interface RiskWatchState {
  /** The latest business time that was read: what is said has it, for within a stream time never goes back. */
  at: EpochMs;
  /** Undefined until anything was read. */
  day: number | undefined;
  readonly accounts: Map<AccountId, Account>;
  /** By the account that leads them; it is one of them. */
  readonly groups: Map<AccountId, readonly AccountId[]>;
  readonly markets: Map<MarketSymbol, WatchedMarket>;
  /** By the account whose limits they are. */
  readonly bounds: Readonly<Record<LimitsScope, Map<AccountId, WatchedBound>>>;
}

export const newRiskWatch = (): RiskWatchState => ({
  at: epochMs(0),
  day: undefined,
  accounts: new Map(),
  groups: new Map(),
  markets: new Map(),
  bounds: { account: new Map(), group: new Map() },
});
