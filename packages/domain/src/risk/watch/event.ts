import type { LimitsScope } from '../../account/control-commands.ts';
import type { AccountId, EpochMs, MarketSymbol, PriceTicks } from '../../value/units.ts';
import type { Limited } from '../measured.ts';
import type { Threshold } from '../thresholds.ts';

/** What the risk watch says, in `risk-{account}` and in `mark-{symbol}`. */
export type WatchEvent = RiskThresholdCrossed | RiskKillSwitchRequested | MarkRecorded;

interface OfLimit extends Limited {
  readonly at: EpochMs;
  /** Whose limit it is; of a group the account that leads it. */
  readonly accountId: AccountId;
  readonly scope: LimitsScope;
  /** In the units of the limit. */
  readonly value: bigint;
}

/** A measure has come up to a share of its limit. Said once; again only after it was below. */
export interface RiskThresholdCrossed extends OfLimit {
  readonly type: 'RiskThresholdCrossed';
  readonly percent: Threshold;
}

/** A hard limit is reached: the kill switch of the account trips, or of every account of the group. */
export interface RiskKillSwitchRequested extends OfLimit {
  readonly type: 'RiskKillSwitchRequested';
}

/** What a mark was taken from. */
export type MarkSource = 'mid' | 'last' | 'reference';

/** Where a market was when a day of trading ended. */
export interface MarkRecorded {
  readonly type: 'MarkRecorded';
  readonly at: EpochMs;
  readonly symbol: MarketSymbol;
  /** The day that ended. */
  readonly day: number;
  readonly price: PriceTicks;
  readonly source: MarkSource;
}
