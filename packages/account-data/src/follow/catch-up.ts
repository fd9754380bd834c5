import { streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import type { AccountView } from '../account-view.ts';
import { accountsIn, FOLLOWED } from './accounts-in.ts';
import type { Listings } from './listings.ts';
import { WholeInputs } from './whole-inputs.ts';

export interface Gap {
  readonly accountId: string;
  /** The rows reflect everything up to here, and every input up to here was whole. */
  readonly after: number;
  readonly upTo: number;
}

/** Brings a view from where its rows are to a later position: what the log says of its account in between. */
export async function catchUp(
  view: AccountView,
  { accountId, after, upTo }: Gap,
  log: EventLog,
  listings: Listings,
): Promise<void> {
  if (after >= upTo) return;
  const inputs = new WholeInputs();
  const own = new Set<string>([streams.account(accountId), streams.risk(accountId)]);
  const others = FOLLOWED.slice(2);
  for await (const events of log.readAll({ after, upTo, prefixes: [...own, ...others] })) {
    for (const event of events) {
      listings.add(event);
      for (const one of inputs.take(event)) {
        if (accountsIn(one).includes(accountId)) view.apply(one);
      }
    }
  }
  view.take();
}
