import {
  type Catalogue,
  canonicalJson,
  catalogueEvolve,
  decodeOutcome,
  emptyCatalogue,
  inNewestVersion,
  restoreCatalogue,
  type StoredCatalogue,
  settlementOf,
  storedCatalogue,
  timeOf,
} from '@truetape/codec';
import { type Data, idOf, streams } from '@truetape/contracts';
import {
  type AccountState,
  account,
  accountsSettledBy,
  type DecisionContext,
  DueTimes,
  dayOf,
  type EpochMs,
  type PriceTicks,
  type Settlement,
} from '@truetape/domain';
import { bodyOf, type EventLog, linesOf, type Resumable, readLine } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import type { Metrics } from '@truetape/observability';
import { raiseAlert } from './alerts.ts';
import { createDenialLog } from './denial-log.ts';
import { Mailbox } from './mailbox.ts';
import { createMarks, type LastTrade } from './marks.ts';
import { createOwnerGroups } from './owner-groups.ts';
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

/** What a decision looks at outside of its account. */
export type Around = Omit<DecisionContext, 'now'>;

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
  /** Whether other accounts may be told that there is this one: the log has it, or will have it before what they append. */
  readonly isOpened: (accountId: string) => boolean;
  /** What a decision on the account would look at outside of it now. */
  readonly around: (accountId: string) => Around;
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
  readonly lastTrades: readonly (readonly [symbol: string, last: LastTrade])[];
  /** Owner groups of more than one account, by the account that leads them. */
  readonly groups: readonly (readonly [leader: string, accountIds: readonly string[]])[];
  readonly position: number;
  readonly unmatched: number;
  /** When orders are cancelled because their client is silent, by account. */
  readonly silences: readonly (readonly [accountId: string, at: EpochMs])[];
  /** What waits to be settled somewhere and in which accounts, in the order of the log. */
  readonly unsettled: readonly (readonly [event: RecordedEvent, accountIds: readonly string[]])[];
}

type DormantMailbox = Parameters<Mailbox['restore']>[0];

/** In an order that does not depend on who came first. */
const byId = <Value>(entries: Iterable<readonly [accountId: string, Value]>) =>
  [...entries].sort(([one], [other]) => (one < other ? -1 : 1));

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
  const marks = createMarks(catalogue);
  const groups = createOwnerGroups(stateOf);
  const silences = new DueTimes();
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
        around,
        isAlone: () => boundWith(accountId).every((other) => other.isKnown),
        onIdle: () => {
          // Whether limits bind them may be what they have waited for.
          for (const other of othersWith(accountId)) other.drain();
        },
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

  function stateOf(accountId: string): AccountState {
    return knownMailbox(accountId)?.state ?? account.initialState();
  }

  function around(state: AccountState): Around {
    const group = groups.groupOf(state);
    const markOf = (symbol: string) => marks.markOf(symbol, dayOf(now()));
    const { delisted } = catalogue;
    return group === undefined ? { markOf, delisted } : { markOf, delisted, group };
  }

  /** The mailboxes of other accounts that limits bind together with this one. */
  function boundWith(accountId: string): readonly Mailbox[] {
    return groups.groupOf(stateOf(accountId)) === undefined ? [] : othersWith(accountId);
  }

  /** Those of the other accounts of its owner group. */
  function othersWith(accountId: string): readonly Mailbox[] {
    return groups
      .membersWith(stateOf(accountId))
      .filter((member) => member !== accountId)
      .map(mailboxOf);
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

  function readAccountEvent(event: RecordedEvent, accountId: string, touched: Set<Mailbox>): void {
    mailboxOf(accountId).read(event);
    if (live) raiseAlert(event, metrics);
    if (event.type === 'OrderPlaced') unmatched += 1;
    else if (event.type === 'AccountOpened') {
      groups.add(accountId, (event.data as Data<'AccountOpened'>).ownerGroup);
    } else if (event.type === 'SilenceTimerSet') readSilence(event, accountId);
    else if (event.type === 'TransferSent') {
      const { to } = event.data as Data<'TransferSent'>;
      enqueue([to], settlementOf(event, catalogue), event, touched);
    }
  }

  function readSilence({ data }: RecordedEvent, accountId: string): void {
    const { dueAt } = data as Data<'SilenceTimerSet'>;
    if (dueAt === undefined) silences.delete(accountId);
    else silences.set(accountId, timeOf(dueAt));
  }

  function readCorrection(event: RecordedEvent, touched: Set<Mailbox>): void {
    const { legs } = event.data as Data<'CorrectionApproved'>;
    const accountIds = legs.map(({ accountId }) => accountId);
    enqueue(accountIds, settlementOf(event, catalogue), event, touched);
  }

  function readClock(event: RecordedEvent, touched: Set<Mailbox>): void {
    const heard = settlementOf(event, catalogue);
    assert(heard?.type === 'HearClock', 'the clock says how late it is');
    enqueue(silences.pass(heard.to), heard, event, touched);
  }

  /** A limit of a group is that of every account in it. */
  function readRisk(event: RecordedEvent, touched: Set<Mailbox>): void {
    const { scope } = event.data as Data<'RiskKillSwitchRequested'>;
    const accountId = idOf('risk', event.stream) ?? '';
    const accountIds = scope === 'group' ? groups.membersWith(stateOf(accountId)) : [accountId];
    enqueue(accountIds, settlementOf(event, catalogue), event, touched);
  }

  function readMarketEvent(event: RecordedEvent, symbol: string, touched: Set<Mailbox>): void {
    const placed = decodeOutcome(event, catalogue);
    if (placed === undefined) return;
    const { outcome, place } = placed;
    const { causation } = event;
    assert(causation !== undefined, 'an outcome names its input');
    if (outcome.type === 'TradeExecuted') marks.read(symbol, outcome.price, timeOf(place.at));
    if (outcome.type === 'OrderAccepted' || outcome.type === 'OrderRejected') unmatched -= 1;
    const settling = accountsSettledBy(outcome);
    if (settling.length > 0) enqueue(settling, settlementOf(event, catalogue), event, touched);
    const asker = place.last ? idOf('account', causation.stream) : undefined;
    if (asker === undefined) return;
    const mailbox = mailboxOf(asker);
    mailbox.answered.set(symbol, causation.revision);
    touched.add(mailbox);
  }

  function read(event: RecordedEvent, touched: Set<Mailbox>): void {
    catalogueEvolve(catalogue, event);
    const symbol = idOf('market', event.stream);
    const accountId = symbol === undefined ? idOf('account', event.stream) : undefined;
    if (symbol !== undefined) readMarketEvent(event, symbol, touched);
    else if (accountId !== undefined) readAccountEvent(event, accountId, touched);
    else if (event.type === 'ClockAdvanced') readClock(event, touched);
    else if (event.type === 'CorrectionApproved') readCorrection(event, touched);
    else if (event.type === 'RiskKillSwitchRequested') readRisk(event, touched);
  }

  function enqueue(
    accountIds: readonly string[],
    command: Settlement | undefined,
    event: RecordedEvent,
    touched: Set<Mailbox>,
  ): void {
    if (command === undefined) return;
    for (const accountId of accountIds) {
      const mailbox = mailboxOf(accountId);
      mailbox.enqueueSettlement({ command, event, readAtMs: performance.now() });
      if (live) lag.add(1);
      touched.add(mailbox);
    }
  }

  /** What nobody has woken is written as it was read. */
  function lines(): (Uint8Array | string)[] {
    const awake = [...mailboxes].map(([id, mailbox]) => [id, mailbox.capture()] as const);
    return byId([...dormant, ...awake]).flatMap(([id, { mailbox, closed }]) => [
      id,
      mailbox,
      closed,
    ]);
  }

  function capture(): Uint8Array {
    const unsettled = new Map<number, readonly [RecordedEvent, string[]]>();
    for (const [accountId, { unsettled: waiting }] of byId(mailboxes)) {
      for (const event of waiting) {
        const known = unsettled.get(event.position);
        if (known === undefined) unsettled.set(event.position, [event, [accountId]]);
        else known[1].push(accountId);
      }
    }
    const header: StoredHeader = {
      catalogue: storedCatalogue(catalogue),
      lastTrades: marks.stored(),
      groups: groups.stored(),
      position,
      unmatched,
      silences: silences.entries(),
      unsettled: [...unsettled.values()].sort(([one], [other]) => one.position - other.position),
    };
    return bodyOf([canonicalJson(header), ...lines()]);
  }

  function restore(body: Uint8Array): void {
    const [first, ...rest] = linesOf(body);
    const header = readLine<StoredHeader>(first);
    restoreCatalogue(catalogue, header.catalogue);
    marks.restore(header.lastTrades);
    groups.restore(header.groups);
    for (const [accountId, at] of header.silences) silences.set(accountId, at);
    ({ position, unmatched } = header);
    for (let index = 0; index < rest.length; index += 3) {
      const [accountId, mailbox, closed] = rest.slice(index, index + 3);
      assert(mailbox !== undefined && closed !== undefined, 'an account has three lines');
      dormant.set(`${Buffer.from(accountId ?? [])}`, { mailbox, closed });
    }
    const touched = new Set<Mailbox>();
    for (const [event, accountIds] of header.unsettled) {
      enqueue(accountIds, settlementOf(event, catalogue), event, touched);
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
    schemaVersion: 3,
    capture,
    restore,
    catalogue,
    position: () => position,
    reached: (wanted) =>
      new Promise((done) => {
        if (wanted <= position) done();
        else reaching.push({ position: wanted, done });
      }),
    stateOf,
    isOpened: (accountId) => knownMailbox(accountId)?.isOpened ?? false,
    around: (accountId) => around(stateOf(accountId)),
    viewOrder: (accountId, orderId) => knownMailbox(accountId)?.view(orderId),
    referencePrice: marks.priceOf,
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
        read(inNewestVersion(stored), touched);
        position = stored.position;
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
