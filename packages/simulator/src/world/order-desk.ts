import type { Accounts } from '@truetape/accounts';
import type { CorrectionsDesk, VenueDesk } from '@truetape/command-api/commands';
import type { EpochMs } from '@truetape/domain';
import type { Life } from './life.ts';

/** A process that takes requests, while it lives. */
export interface OrderDesk {
  readonly accounts: Accounts;
  readonly venue: VenueDesk;
  /** As an earlier release had it: what it lists follows the first ruleset. */
  readonly earlierVenue: VenueDesk;
  readonly corrections: CorrectionsDesk;
  readonly now: () => EpochMs;
  readonly life: Life;
}
