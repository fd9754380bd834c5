import type { NotaryStatus } from '@truetape/audit/notary';
import type { Data } from '@truetape/contracts';

/** What the notary asks the process that writes the log to append. */
export interface AnchorsAsked {
  readonly expectedRevision: number;
  readonly anchors: readonly Data<'LogAnchored'>[];
}

/** What the notary tells by itself, again and again. */
export interface NotaryReport {
  readonly notary: NotaryStatus;
}
