import { catalogueEvolve, emptyCatalogue } from '@truetape/codec';
import { type EventLog, START } from '@truetape/event-store';
import { failed, ok, type RecordedEvent, type Result } from '@truetape/kernel';
import { checkAccounts } from './check-accounts.ts';
import { checkChains } from './check-chains.ts';
import { checkMarkets } from './check-markets.ts';
import { Difference } from './difference.ts';

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
  /** Outcomes and settlements that the log does not have yet: a running service, or one that was killed. */
  readonly inFlight: number;
}

/**
 * Proves a log from its first event to the head it has now: the hash chain of every stream, every market from its
 * inputs, every account and every balance. Reads only; the service may run meanwhile.
 *
 * Fails with the first difference and its place.
 */
export async function verifyLog(
  log: EventLog,
  onProgress: (position: number) => void = () => undefined,
): Promise<Result<Verified, Difference>> {
  const catalogue = emptyCatalogue();
  const chains = checkChains();
  const markets = checkMarkets(catalogue);
  const accounts = checkAccounts(catalogue);
  let last: RecordedEvent | undefined;
  let events = 0;
  try {
    for await (const batch of log.readAll({ after: START })) {
      for (const event of batch) {
        chains.read(event);
        catalogueEvolve(catalogue, event);
        markets.read(event);
        accounts.read(event);
        last = event;
        events += 1;
      }
      if (last !== undefined) onProgress(last.position);
    }
    const inFlight = markets.missing() + accounts.unsettled();
    if (last !== undefined) accounts.finish(last, inFlight > 0);
    const counts = { ...markets.counts(), ...accounts.counts() };
    const position = last?.position ?? START;
    return ok({ position, events, streams: chains.streams(), ...counts, inFlight });
  } catch (error) {
    if (error instanceof Difference) return failed(error);
    throw error;
  }
}
