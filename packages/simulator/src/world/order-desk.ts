import type { Accounts } from '@truetape/accounts';
import type { CorrectionsDesk, VenueDesk } from '@truetape/command-api/commands';
import type { EpochMs } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { Alerts } from './alerts.ts';
import type { Life } from './life.ts';

/** A process that takes requests, while it lives. */
export interface OrderDesk {
  readonly accounts: Accounts;
  /** As this process has it. */
  readonly log: EventLog;
  readonly venue: VenueDesk;
  /** As an earlier release had it: what it lists follows the first ruleset. */
  readonly earlierVenue: VenueDesk;
  readonly corrections: CorrectionsDesk;
  readonly now: () => EpochMs;
  readonly life: Life;
  readonly alerts: Alerts;
  /** Position of the last event that it had read when it began to take requests. */
  readonly liveAfter: number;
}
