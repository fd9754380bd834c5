import {
  type Catalogue,
  canonicalJson,
  catalogueEvolve,
  decodeOutcome,
  emptyCatalogue,
  inNewestVersion,
  type PlacedOutcome,
  restoreCatalogue,
  type StoredCatalogue,
  storedCatalogue,
  timeOf,
} from '@truetape/codec';
import { idOf, streams } from '@truetape/contracts';
import {
  type AccountState,
  account,
  accountsSettledBy,
  type EpochMs,
  type PriceTicks,
} from '@truetape/domain';
import {
  bodyOf,
  type EventLog,
  linesOf,
  NO_STREAM,
  type Resumable,
  readLine,
} from '@truetape/event-store';
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

/** It reads the log in order, from its start or from where a snapshot ends. */
export interface Accounts extends Resumable {
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
  /** The log has been read to its head: whatever waits is decided from now on. */
  readonly goLive: () => void;
}

/** The first line of what is kept; three lines per account follow: its id, its mailbox, and its closed orders. */
interface StoredHeader {
  readonly catalogue: StoredCatalogue;
  readonly lastTrades: readonly (readonly [symbol: string, price: PriceTicks])[];
  readonly position: number;
  readonly unmatched: number;
  /** Outcomes that wait to be settled somewhere, in the order of the log. */
  readonly unsettled: readonly RecordedEvent[];
}

type DormantMailbox = Parameters<Mailbox['restore']>[0];

interface Waiter {
  readonly revision: number;
  readonly done: () => void;
}

/** The owner of all account streams of this process. */
export function createAccounts({ log, now, metrics }: AccountsOptions): Accounts {
  const catalogue = emptyCatalogue();
  const mailboxes = new Map<string, Mailbox>();
  /** Mailboxes that are not needed yet: an account may remember more than is read at a start in no time. */
  const dormant = new Map<string, DormantMailbox>();
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
      const stored = dormant.get(accountId);
      if (stored !== undefined) {
        dormant.delete(accountId);
        mailbox.restore(stored);
      }
      if (live) mailbox.goLive();
    }
    return mailbox;
  }

  /** The mailbox of an account that there is. */
  function knownMailbox(accountId: string): Mailbox | undefined {
    const isKnown = mailboxes.has(accountId) || dormant.has(accountId);
    return isKnown ? mailboxOf(accountId) : undefined;
  }

  /** Where others write the log too, one of them may have opened it, and this process not have read of it yet. */
  async function askUnknown(request: Request): Promise<Answer> {
    const { accountId } = request;
    try {
      const isThere =
        !log.pipelined && (await log.streamHead(streams.account(accountId))) !== undefined;
      if (isThere) return await mailboxOf(accountId).ask(request);
    } catch {
      return failure('SERVICE_UNAVAILABLE');
    }
    return { kind: 'denied', denial: { code: 'ACCOUNT_NOT_FOUND' } };
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
    enqueue(event, symbol, placed, touched);
    const asker = place.last ? idOf('account', causation.stream) : undefined;
    if (asker === undefined) return;
    const mailbox = mailboxOf(asker);
    mailbox.answered.set(symbol, causation.revision);
    touched.add(mailbox);
  }

  function enqueue(
    event: RecordedEvent,
    symbol: string,
    { outcome, place }: PlacedOutcome,
    touched: Set<Mailbox>,
  ): void {
    for (const accountId of accountsSettledBy(outcome)) {
      const mailbox = mailboxOf(accountId);
      mailbox.enqueueSettlement({
        command: {
          type: 'SettleOutcome',
          symbol,
          marketRevision: event.revision,
          inputRevision: event.causation?.revision ?? NO_STREAM,
          at: timeOf(place.at),
          outcome,
        },
        event,
        readAtMs: performance.now(),
      });
      if (live) lag.add(1);
      touched.add(mailbox);
    }
  }

  /** What nobody has woken is written as it was read. */
  function lines(): (Uint8Array | string)[] {
    const awake = [...mailboxes].map(([id, mailbox]) => [id, mailbox.capture()] as const);
    return [...dormant, ...awake]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([id, { mailbox, closed }]) => [id, mailbox, closed]);
  }

  function capture(): Uint8Array {
    const unsettled = new Map<number, RecordedEvent>();
    for (const mailbox of mailboxes.values()) {
      for (const event of mailbox.unsettled) unsettled.set(event.position, event);
    }
    const header: StoredHeader = {
      catalogue: storedCatalogue(catalogue),
      lastTrades: [...lastTrades],
      position,
      unmatched,
      unsettled: [...unsettled.values()].sort((one, other) => one.position - other.position),
    };
    return bodyOf([canonicalJson(header), ...lines()]);
  }

  function restore(body: Uint8Array): void {
    const [first, ...rest] = linesOf(body);
    const header = readLine<StoredHeader>(first);
    restoreCatalogue(catalogue, header.catalogue);
    for (const [symbol, price] of header.lastTrades) lastTrades.set(symbol, price);
    ({ position, unmatched } = header);
    for (let index = 0; index < rest.length; index += 3) {
      const [accountId, mailbox, closed] = rest.slice(index, index + 3);
      assert(mailbox !== undefined && closed !== undefined, 'an account has three lines');
      dormant.set(`${Buffer.from(accountId ?? [])}`, { mailbox, closed });
    }
    const touched = new Set<Mailbox>();
    for (const event of header.unsettled) {
      const placed = decodeOutcome(event, catalogue);
      const symbol = idOf('market', event.stream);
      assert(placed !== undefined && symbol !== undefined, 'what is to be settled is an outcome');
      enqueue(event, symbol, placed, touched);
    }
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
    name: 'accounts',
    schemaVersion: 1,
    capture,
    restore,
    catalogue,
    position: () => position,
    reached: (wanted) =>
      new Promise((done) => {
        if (wanted <= position) done();
        else reaching.push({ position: wanted, done });
      }),
    stateOf: (accountId) => knownMailbox(accountId)?.state ?? account.initialState(),
    viewOrder: (accountId, orderId) => knownMailbox(accountId)?.view(orderId),
    referencePrice: (symbol) =>
      lastTrades.get(symbol) ?? catalogue.markets.get(symbol)?.instrument.referencePrice,
    execute: (request) => {
      const bound = PLACES.has(request.command.type) ? UNMATCHED_ORDERS_MAX : UNMATCHED_INTENTS_MAX;
      if (!live) return Promise.resolve(failure('SERVICE_UNAVAILABLE'));
      if (unmatched >= bound) return Promise.resolve(failure('SERVICE_OVERLOADED'));
      // An account that does not exist gets no mailbox: strangers' names must not fill the memory.
      const isOpening = request.command.type === 'OpenAccount';
      const mailbox = isOpening ? mailboxOf(request.accountId) : knownMailbox(request.accountId);
      return mailbox === undefined ? askUnknown(request) : mailbox.ask(request);
    },
    matched: async (accountId, symbol, revision) => {
      const answered = knownMailbox(accountId)?.answered.get(symbol) ?? -1;
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
      for (const stored of events) {
        const event = inNewestVersion(stored);
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
        lag.add(mailbox.unsettled.length);
        mailbox.goLive();
      }
    },
  };
}
