import {
  type Catalogue,
  catalogueEvolve,
  emptyCatalogue,
  inNewestVersion,
  readVoidedInputs,
} from '@truetape/codec';
import type { OutsideAnchor } from '@truetape/contracts';
import { CorruptLogError, START } from '@truetape/event-store';
import { failed, ok, type RecordedEvent, type Result } from '@truetape/kernel';
import { checkAccounts } from './check-accounts.ts';
import { anchoredSizes, checkAnchors } from './check-anchors.ts';
import { checkChains } from './check-chains.ts';
import { checkClock } from './check-clock.ts';
import { checkCorrections } from './check-corrections.ts';
import { checkForms } from './check-forms.ts';
import { checkListings } from './check-listings.ts';
import { checkMarkets } from './check-markets.ts';
import { checkRisk } from './check-risk.ts';
import { checkSwitches } from './check-switches.ts';
import { Difference } from './difference.ts';
import type { EventSource } from './event-source.ts';
import { firstBroken, type Rule } from './first-broken.ts';
import { proving } from './proving.ts';

/** What was checked, counted. */
export interface Verified {
  readonly position: number;
  readonly events: number;
  readonly streams: number;
  readonly markets: number;
  readonly inputs: number;
  readonly outcomes: number;
  readonly trades: number;
  readonly accounts: number;
  readonly accountEvents: number;
  readonly settlements: number;
  readonly postings: number;
  /**
   * Orders and replaces that were decided before what others of their owner group had done was read: two processes wrote
   * accounts at once, and of these only the account's own limits are proved.
   */
  readonly behindGroup: number;
  /** Outcomes and settlements that the log does not have yet: a running service, or one that was killed. */
  readonly inFlight: number;
  /** What the risk watch has said, and what it has to say and has not yet: it is behind, or does not run. */
  readonly riskEvents: number;
  readonly riskUnsaid: number;
  /** In the log. */
  readonly anchors: number;
  readonly outsideAnchors: number;
  /** Events that no outside anchor has: who can write the log could still have changed them all. */
  readonly younger: { readonly events: number; readonly since?: string };
}

/**
 * Proves a log from its first event to the head it has now: the hash chain of every stream, the form of every event,
 * every anchor, every kill switch, the clock, every market from its inputs, every account and every
 * balance, and what the risk watch says of them. Reads only; the service may run meanwhile.
 *
 * What was cut off at the end, behind the last outside anchor, leaves no trace in what is left: outcomes and settlements that are gone are counted as
 * in flight, and a request that nothing answered yet is known only to who has its receipt. Which of two matchers wrote
 * an outcome is not said in it: only the right one can be there.
 *
 * Fails with the first difference and its place, or with the position of an event that cannot be read.
 */
export async function verifyLog(
  log: EventSource,
  onProgress: (position: number) => void = () => undefined,
  outside: readonly OutsideAnchor[] = [],
): Promise<Result<Verified, Difference | CorruptLogError>> {
  const chains = checkChains();
  const listings = checkListings();
  const corrections = checkCorrections();
  // Each rule reads at its own pace, and needs to know what was listed by then.
  const [listed, traded, held, watched] = [
    emptyCatalogue(),
    emptyCatalogue(),
    emptyCatalogue(),
    emptyCatalogue(),
  ];
  const switches = checkSwitches(listed);
  const clock = checkClock();
  const accounts = checkAccounts(held);
  const risk = checkRisk(watched);
  let last: RecordedEvent | undefined;
  let events = 0;
  try {
    const markets = checkMarkets(traded, await readVoidedInputs(log));
    const upTo = await log.head();
    const anchors = checkAnchors({ logId: log.logId, sizes: await anchoredSizes(log), outside });
    const rulesOfForm = [chains.read, checkForms().read];
    const rules: readonly Rule[] = [
      anchors.read,
      proving('listing', listings.read),
      before(listed, switches.read),
      corrections.read,
      clock.read,
      after(traded, proving('market', markets.read)),
      after(held, proving('account', accounts.read)),
      after(watched, proving('risk', risk.read)),
    ];
    for await (const batch of log.readAll({ after: START, upTo })) {
      const malformed = firstBroken(batch, rulesOfForm);
      const readable = batch.slice(0, malformed?.index).map(inNewestVersion);
      const broken = firstBroken(readable, rules) ?? malformed;
      if (broken !== undefined) throw broken.error;
      events += batch.length;
      last = readable.at(-1) ?? last;
      if (last !== undefined) onProgress(last.position);
    }
    anchors.finish(last);
    switches.finish();
    const inFlight = markets.missing() + accounts.unsettled();
    if (last !== undefined) accounts.finish(last, inFlight > 0);
    const counts = {
      ...markets.counts(),
      ...accounts.counts(),
      ...risk.counts(),
      ...anchors.counts(),
    };
    const position = last?.position ?? START;
    return ok({ position, events, streams: chains.streams(), ...counts, inFlight });
  } catch (error) {
    if (error instanceof Difference || error instanceof CorruptLogError) return failed(error);
    throw error;
  }
}

/** A rule that needs the catalogue as it was before the event it reads. */
const before = (catalogue: Catalogue, rule: Rule): Rule => {
  return (event) => {
    rule(event);
    catalogueEvolve(catalogue, event);
  };
};

/** A rule that needs the catalogue with the event it reads. */
const after = (catalogue: Catalogue, rule: Rule): Rule => {
  return (event) => {
    catalogueEvolve(catalogue, event);
    rule(event);
  };
};
