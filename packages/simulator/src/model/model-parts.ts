import type { ModelCorrections } from './corrections/model-corrections.ts';
import type { ModelLedger } from './model-ledger.ts';
import type { ModelVenue } from './model-venue.ts';
import type { Groups } from './risk/bound.ts';
import type { Transit } from './transit.ts';
import type { Unsettled } from './unsettled.ts';
import type { ModelWatch } from './watch/model-watch.ts';

/** What the rules of accounts look at besides their account. */
export interface ModelParts extends Groups {
  readonly venue: ModelVenue;
  readonly ledger: ModelLedger;
  readonly unsettled: Unsettled;
  readonly transit: Transit;
  readonly corrections: ModelCorrections;
  readonly watch: ModelWatch;
}
