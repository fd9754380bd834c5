import type { ModelLedger } from './model-ledger.ts';
import type { ModelVenue } from './model-venue.ts';
import type { Transit } from './transit.ts';
import type { Unsettled } from './unsettled.ts';
import type { ModelWatch } from './watch/model-watch.ts';

/** What the rules of accounts look at besides their account. */
export interface ModelParts {
  readonly venue: ModelVenue;
  readonly ledger: ModelLedger;
  readonly unsettled: Unsettled;
  readonly transit: Transit;
  readonly watch: ModelWatch;
}
