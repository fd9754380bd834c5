import type { Limits } from '../risk/limits.ts';
import type { EpochMs } from '../value/units.ts';
import type { AccountStatus } from './status.ts';

interface Control {
  readonly receivedAt: EpochMs;
  readonly idempotencyKey?: string;
}

/** Lets an account trade, lets it only close what it has, or ends it. */
export interface ChangeStatus extends Control {
  readonly type: 'ChangeStatus';
  readonly status: Exclude<AccountStatus, 'frozen'>;
  /** In the words of who asked. */
  readonly reason: string;
}

/** Cancels every order, and lets nobody place one until it is released. */
export interface TripKillSwitch extends Control {
  readonly type: 'TripKillSwitch';
  readonly reason: string;
}

export interface ReleaseKillSwitch extends Control {
  readonly type: 'ReleaseKillSwitch';
  readonly reason: string;
}

/** Whom limits bind: the account, or all accounts of the group that it leads, together. */
export type LimitsScope = 'account' | 'group';

/** Puts these limits in place of all that there were. */
export interface SetLimits extends Control {
  readonly type: 'SetLimits';
  readonly scope: LimitsScope;
  readonly limits: Limits | WrongLimit;
}

/** Something that is no limit: off the grid, or of what is not listed. */
export interface WrongLimit {
  /** Where it stands in the request. */
  readonly wrong: string;
}

/** Cancels every order unless it is sent again in time; 0 is never. */
export interface SetSilenceTimer extends Control {
  readonly type: 'SetSilenceTimer';
  readonly timeoutMs: number;
}
