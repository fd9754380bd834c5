import type { NotaryStatus } from '@truetape/audit/notary';
import type { Data } from '@truetape/contracts';
import type { AppendFailure } from '@truetape/event-store';
import type { Result } from '@truetape/kernel';

/** What the notary asks of the process that writes the log. */
export interface NotaryAsks {
  readonly append: {
    readonly request: number;
    readonly expectedRevision: number;
    readonly anchors: readonly Data<'LogAnchored'>[];
  };
}

/** What it is answered. */
export interface NotaryTold {
  readonly request: number;
  readonly appended: Result<{ readonly revision: number }, AppendFailure>;
}

/** What the notary tells by itself, again and again. */
export interface NotaryReport {
  readonly notary: NotaryStatus;
}
