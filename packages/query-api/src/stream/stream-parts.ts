import type { SecurityJournal } from '@truetape/auth';
import type { Counted, Metrics } from '@truetape/observability';
import type { AccountFeeds } from './account-feeds.ts';
import type { Checks } from './checks.ts';
import type { Doors } from './doors.ts';
import type { Hub } from './hub.ts';
import type { StreamLimits } from './limits.ts';
import type { MarketFeeds } from './market-feeds.ts';

/** What all clients of the feeds share. */
export interface StreamParts {
  readonly hub: Hub;
  readonly marketFeeds: MarketFeeds;
  readonly accountFeeds: AccountFeeds;
  readonly checks: Checks;
  readonly doors: Doors;
  /** Null where nobody keeps one. */
  readonly securityJournal: SecurityJournal | null;
  readonly logId: string;
  /** Of the log: everything up to there is shown. */
  readonly position: () => number;
  readonly limits: StreamLimits;
  readonly sent: { readonly frames: Counted; readonly messages: Counted };
  readonly subscriptions: Metrics['streamSubscriptions'];
}
