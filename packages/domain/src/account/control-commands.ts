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

/** Cancels every order unless it is sent again in time; 0 is never. */
export interface SetSilenceTimer extends Control {
  readonly type: 'SetSilenceTimer';
  readonly timeoutMs: number;
}
