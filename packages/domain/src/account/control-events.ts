import type { Limits } from '../risk/limits.ts';
import type { AccountId, EpochMs, MarketSymbol } from '../value/units.ts';
import type { LimitsScope } from './control-commands.ts';
import type { AccountStatus } from './status.ts';

interface Controlled {
  readonly at: EpochMs;
  readonly idempotencyKey?: string;
}

export interface AccountStatusChanged extends Controlled {
  readonly type: 'AccountStatusChanged';
  readonly receivedAt: EpochMs;
  readonly status: Exclude<AccountStatus, 'frozen'>;
  readonly reason: string;
}

/** Nobody may place or replace an order of the account any more. An `OrdersCancelRequested` stands right beside it. */
export interface KillSwitchTripped extends Controlled {
  readonly type: 'KillSwitchTripped';
  readonly reason: string;
  /** Present where the risk watch has asked for it. */
  readonly risk?: RiskRequest;
}

/** Where a `RiskKillSwitchRequested` stands. */
export interface RiskRequest {
  /** Whose limit it was: of a group the account that leads it. */
  readonly accountId: AccountId;
  /** In its risk stream. */
  readonly revision: number;
}

export interface KillSwitchReleased extends Controlled {
  readonly type: 'KillSwitchReleased';
  readonly reason: string;
}

/** From here on these limits hold, and no others. */
export interface LimitsChanged extends Controlled {
  readonly type: 'LimitsChanged';
  readonly receivedAt: EpochMs;
  readonly scope: LimitsScope;
  readonly limits: Limits;
}

export interface SilenceTimerSet extends Controlled {
  readonly type: 'SilenceTimerSet';
  readonly receivedAt: EpochMs;
  readonly timeoutMs: number;
  /** When every order is cancelled if nothing is heard until then. Absent where the timer is taken off. */
  readonly dueAt?: EpochMs;
}

/** Nothing was heard in time. An `OrdersCancelRequested` stands right beside it. */
export interface SilenceTimerFired {
  readonly type: 'SilenceTimerFired';
  readonly at: EpochMs;
  readonly dueAt: EpochMs;
  /** How late it was, as the clock said. */
  readonly to: EpochMs;
}

/** How a market and an account contradict each other. */
export type FreezeReason =
  | 'order-missing'
  | 'remaining-differs'
  | 'limit-passed'
  | 'money-exceeded';

/**
 * An outcome of a market contradicts the account: nothing is settled or decided here any more, until somebody has found
 * out why. An `OrdersCancelRequested` stands right beside it.
 */
export interface AccountFrozen {
  readonly type: 'AccountFrozen';
  readonly at: EpochMs;
  readonly symbol: MarketSymbol;
  /** Of the outcome. */
  readonly marketRevision: number;
  readonly reason: FreezeReason;
}
