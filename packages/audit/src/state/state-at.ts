import {
  catalogueEvolve,
  emptyCatalogue,
  inNewestVersion,
  readVoidedInputs,
} from '@truetape/codec';
import { START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { EventSource } from '../event-source.ts';
import { proving } from '../proving.ts';
import { AccountsThen, type AccountThen } from './accounts-then.ts';
import { MarketsThen, type MarketThen } from './markets-then.ts';

/** How far a log is read: to a position, itself included; or to the first event that was recorded after a time. */
export type Place = { readonly upTo: number } | { readonly untilMs: number };

/** What is asked for: everything, or one account, one market, or both. */
export interface Only {
  readonly account?: string | undefined;
  readonly symbol?: string | undefined;
}

export interface StateThen {
  /** Of the last event that counts; -1 where none does. */
  readonly position: number;
  readonly event?: Pick<RecordedEvent, 'stream' | 'revision' | 'type' | 'recordedAtMs'>;
  readonly accounts: readonly AccountThen[];
  readonly markets: readonly MarketThen[];
}

/**
 * Accounts and books as they were at a place of the log: its fold from the start up to there, by the domain and the
 * engine. A book is that after the last input which the log answers whole up to there; an account has what its own
 * stream has settled up to there. Believes the log; that it is true, `verifyLog` says.
 *
 * @throws Difference at an event that contradicts what came before
 */
export async function stateAt(
  log: EventSource,
  place: Place,
  { account, symbol }: Only = {},
  onProgress: (position: number) => void = () => undefined,
): Promise<StateThen> {
  const catalogue = emptyCatalogue();
  const isAll = account === undefined && symbol === undefined;
  const accounts =
    isAll || account !== undefined ? new AccountsThen(catalogue, account) : undefined;
  const voided = await readVoidedInputs(log);
  const markets =
    isAll || symbol !== undefined ? new MarketsThen(catalogue, voided, symbol) : undefined;
  const rules = [
    proving('listing', (event) => catalogueEvolve(catalogue, event)),
    proving('account', (event) => accounts?.read(event)),
    proving('market', (event) => markets?.read(event)),
  ];
  let last: RecordedEvent | undefined;
  for await (const event of eventsUpTo(log, place, onProgress)) {
    for (const rule of rules) rule(event);
    last = event;
  }
  const shown = { accounts: accounts?.view() ?? [], markets: markets?.view() ?? [] };
  if (last === undefined) return { position: START, ...shown };
  const { position, stream, revision, type, recordedAtMs } = last;
  return { position, event: { stream, revision, type, recordedAtMs }, ...shown };
}

async function* eventsUpTo(
  log: EventSource,
  place: Place,
  onProgress: (position: number) => void,
): AsyncGenerator<RecordedEvent> {
  const untilMs = 'untilMs' in place ? place.untilMs : Number.POSITIVE_INFINITY;
  const upTo = 'upTo' in place ? place.upTo : Number.MAX_SAFE_INTEGER;
  for await (const batch of log.readAll({ after: START, upTo })) {
    for (const event of batch) {
      if (event.recordedAtMs > untilMs) return;
      yield inNewestVersion(event);
    }
    onProgress(batch.at(-1)?.position ?? START);
  }
}
