import {
  type Catalogue,
  catalogueEvolve,
  decodeOutcome,
  emptyCatalogue,
  timeOf,
} from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import {
  type AccountState,
  account,
  accountsSettledBy,
  type EpochMs,
  type PriceTicks,
} from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import type { Metrics } from '@truetape/observability';
import { createDenialLog } from './denial-log.ts';
import { Mailbox } from './mailbox.ts';
import { type Answer, failure, type Request } from './request.ts';

export interface AccountsOptions {
  readonly log: EventLog;
  readonly now: () => EpochMs;
  readonly metrics: Metrics;
}

/** Placed orders that no market has answered: above the first bound new ones wait outside, above the second cancels too. */
const UNMATCHED_ORDERS_MAX = 50_000;
const UNMATCHED_INTENTS_MAX = 100_000;

const PLACES: ReadonlySet<Request['command']['type']> = new Set(['PlaceOrder', 'PlaceOco']);

export interface Accounts {
  /** Decides a command. Settles when the answer is on disk, or is known never to be. */
  readonly execute: (request: Request) => Promise<Answer>;
  /** Settles once the market has answered `revision` of the account's stream and all that came of it is on disk. */
  readonly matched: (accountId: string, symbol: string, revision: number) => Promise<void>;
  /** An order as it is now. Show it only after `log.settled()`. */
  readonly viewOrder: (accountId: string, orderId: string) => ReturnType<Mailbox['view']>;
  /** The account as it is now, not to be changed. Rest an answer on it only after `log.settled()`. */
  readonly stateOf: (accountId: string) => AccountState;
  /** What the venue has listed. */
  readonly catalogue: Catalogue;
  /** The last trade of a market, or what its operator gave until there is one. */
  readonly referencePrice: (symbol: string) => PriceTicks | undefined;
  /** Position of the last event read. */
  readonly position: () => number;
  /** Settles when the log has been read so far: what stands there is known to the catalogue and to every account. */
  readonly reached: (position: number) => Promise<void>;
  /** Reads the log in order, from its start. */
  readonly onEvents: (events: readonly RecordedEvent[]) => void;
  /** The log has been read to its head: whatever waits is decided from now on. */
  readonly goLive: () => void;
}

interface Waiter {
  readonly revision: number;
  readonly done: () => void;
}

/** The owner of all account streams of this process. */
export function createAccounts({ log, now, metrics }: AccountsOptions): Accounts {
  const catalogue = emptyCatalogue();
  const mailboxes = new Map<string, Mailbox>();
  const lastTrades = new Map<string, PriceTicks>();
  const waiters = new Map<string, Waiter[]>();
  const writeDenial = createDenialLog(log, now);
  const lag = metrics.settleLagEvents.labels();
  const settleSeconds = metrics.settleSeconds.labels();
  let live = false;
  let position = -1;
  let reaching: { readonly position: number; readonly done: () => void }[] = [];
  let unmatched = 0;

  function mailboxOf(accountId: string): Mailbox {
    let mailbox = mailboxes.get(accountId);
    if (mailbox === undefined) {
      mailbox = new Mailbox({
        accountId,
        log,
        catalogue,
        now,
        onDenied: (request, denial) => {
          metrics.commandsDenied.labels(denial.code).increment();
          writeDenial(request, denial);
        },
        onSettled: (settlements) => {
          for (const { readAtMs } of settlements) {
            settleSeconds.observe((performance.now() - readAtMs) / 1_000);
          }
          lag.add(-settlements.length);
        },
      });
      mailboxes.set(accountId, mailbox);
      if (live) mailbox.goLive();
    }
    return mailbox;
  }

  function readAccountEvent(event: RecordedEvent, accountId: string): void {
    mailboxOf(accountId).read(event);
    if (event.type === 'OrderPlaced') unmatched += 1;
  }

  function readMarketEvent(event: RecordedEvent, symbol: string, touched: Set<Mailbox>): void {
    const placed = decodeOutcome(event, catalogue);
    if (placed === undefined) return;
    const { outcome, place } = placed;
    const { causation } = event;
    assert(causation !== undefined, 'an outcome names its input');
    if (outcome.type === 'TradeExecuted') lastTrades.set(symbol, outcome.price);
    if (outcome.type === 'OrderAccepted' || outcome.type === 'OrderRejected') unmatched -= 1;
    for (const accountId of accountsSettledBy(outcome)) {
      const mailbox = mailboxOf(accountId);
      mailbox.enqueueSettlement({
        command: {
          type: 'SettleOutcome',
          symbol,
          marketRevision: event.revision,
          inputRevision: causation.revision,
          at: timeOf(place.at),
          outcome,
        },
        cause: { stream: event.stream, revision: event.revision },
        position: event.position,
        correlationId: event.correlationId,
        readAtMs: performance.now(),
      });
      if (live) lag.add(1);
      touched.add(mailbox);
    }
    const asker = place.last ? idOf('account', causation.stream) : undefined;
    if (asker === undefined) return;
    const mailbox = mailboxOf(asker);
    mailbox.answered.set(symbol, causation.revision);
    touched.add(mailbox);
  }

  function wakeReached(): void {
    if (reaching.length === 0) return;
    for (const waiter of reaching) if (waiter.position <= position) waiter.done();
    reaching = reaching.filter((waiter) => waiter.position > position);
  }

  function wake(mailbox: Mailbox): void {
    if (waiters.size === 0) return;
    for (const [symbol, revision] of mailbox.answered) {
      const key = `${mailbox.accountId} ${symbol}`;
      const waiting = waiters.get(key);
      if (waiting === undefined) continue;
      for (const waiter of waiting) if (waiter.revision <= revision) waiter.done();
      const left = waiting.filter((waiter) => waiter.revision > revision);
      if (left.length === 0) waiters.delete(key);
      else waiters.set(key, left);
    }
  }

  return {
    catalogue,
    position: () => position,
    reached: (wanted) =>
      new Promise((done) => {
        if (wanted <= position) done();
        else reaching.push({ position: wanted, done });
      }),
    stateOf: (accountId) => mailboxes.get(accountId)?.state ?? account.initialState(),
    viewOrder: (accountId, orderId) => mailboxes.get(accountId)?.view(orderId),
    referencePrice: (symbol) =>
      lastTrades.get(symbol) ?? catalogue.markets.get(symbol)?.instrument.referencePrice,
    execute: (request) => {
      const bound = PLACES.has(request.command.type) ? UNMATCHED_ORDERS_MAX : UNMATCHED_INTENTS_MAX;
      if (!live) return Promise.resolve(failure('SERVICE_UNAVAILABLE'));
      if (unmatched >= bound) return Promise.resolve(failure('SERVICE_OVERLOADED'));
      // An account that does not exist gets no mailbox: strangers' names must not fill the memory.
      if (request.command.type !== 'OpenAccount' && !mailboxes.has(request.accountId)) {
        return Promise.resolve({ kind: 'denied', denial: { code: 'ACCOUNT_NOT_FOUND' } });
      }
      return mailboxOf(request.accountId).ask(request);
    },
    matched: async (accountId, symbol, revision) => {
      const answered = mailboxes.get(accountId)?.answered.get(symbol) ?? -1;
      if (answered < revision) {
        await new Promise<void>((done) => {
          const key = `${accountId} ${symbol}`;
          waiters.set(key, [...(waiters.get(key) ?? []), { revision, done }]);
        });
      }
      await log.settled();
    },
    onEvents: (events) => {
      const touched = new Set<Mailbox>();
      for (const event of events) {
        catalogueEvolve(catalogue, event);
        const symbol = idOf('market', event.stream);
        const accountId = symbol === undefined ? idOf('account', event.stream) : undefined;
        if (symbol !== undefined) readMarketEvent(event, symbol, touched);
        if (accountId !== undefined) readAccountEvent(event, accountId);
        position = event.position;
      }
      wakeReached();
      if (!live) return;
      for (const mailbox of touched) {
        mailbox.drain();
        wake(mailbox);
      }
    },
    goLive: () => {
      live = true;
      for (const mailbox of mailboxes.values()) {
        lag.add(mailbox.unsettled);
        mailbox.goLive();
      }
    },
  };
}
