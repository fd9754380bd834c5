import { type Catalogue, decodeAccountEvent, encodeAccountEvent } from '@truetape/codec';
import { type Receipt, streams } from '@truetape/contracts';
import {
  type AccountState,
  account,
  ClosedOrders,
  type DecisionContext,
  type Denial,
  type EpochMs,
  isSettled,
  type Order,
  orderIdOf,
  orderOf,
  recognise,
  type Settlement,
} from '@truetape/domain';
import { appendForCertain, type EventLog, NO_STREAM, readLine } from '@truetape/event-store';
import { assert, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { orderView } from './order-view.ts';
import { type Answer, type Done, failure, type Request } from './request.ts';
import {
  accountOf,
  ordersOf,
  type StoredAccount,
  type StoredOrders,
  storedAccount,
  storedOrders,
} from './stored-account.ts';

/** What others have decided and waits to be carried out here: an outcome of a market, a transfer, the time. */
export interface Waits {
  readonly command: Settlement;
  /** What it came of. Settlements are decided in the order of the log, also those that are decided again. */
  readonly event: RecordedEvent;
  /** When it was read, for the measure of how long settling takes. */
  readonly readAtMs: number;
}

interface Waiting {
  readonly request: Request;
  readonly answer: (answer: Answer) => void;
}

/** A request whose events are in the batch. */
interface Asked {
  readonly waiting: Waiting;
  /** Of its last event. */
  readonly revision: number;
  readonly shown: Shown;
}

/** The orders that an answer shows. */
type Shown = Pick<Done, 'order' | 'orders'>;

/** A request that appends nothing, and how it is answered. */
interface Quiet {
  readonly waiting: Waiting;
  readonly answer: () => Answer | Promise<Answer>;
}

/** A mailbox as two lines of JSON, while it only reads: itself, and the closed orders, which are seldom asked for. */
export interface MailboxLines {
  readonly mailbox: Uint8Array | string;
  readonly closed: Uint8Array | string;
}

interface StoredMailbox {
  readonly answered: readonly (readonly [symbol: string, revision: number])[];
  readonly account: StoredAccount;
  readonly closed: number;
}

export interface MailboxOptions {
  readonly accountId: string;
  readonly log: EventLog;
  readonly catalogue: Catalogue;
  readonly now: () => EpochMs;
  /** What a decision looks at outside of the account. */
  readonly around: (state: AccountState) => Omit<DecisionContext, 'now'>;
  /** False while the state of another account that the decision would look at may not be that of the log. */
  readonly isAlone: () => boolean;
  /** Nothing is being appended any more, or the state is loaded again: others may decide. */
  readonly onIdle: () => void;
  readonly onDenied: (request: Request, denial: Denial) => void;
  readonly onSettled: (settlements: readonly Waits[]) => void;
}

/** No append holds more events than this; an account event is well below 1 KiB. */
const EVENTS_PER_APPEND = 500;
/** No request appends more than this: a pair of orders, or a kill switch and what it cancels. */
const EVENTS_PER_REQUEST = 2;
/** So many requests wait for one account; the next one is told to come back. */
const WAITING_MAX = 10_000;
/** An account whose stream cannot be written or read rests so long before it is tried again. */
const PAUSE_MS = 100;

/**
 * One account's queue and state: decides whatever waits, settlements first, and appends it as one batch at an exact
 * revision. Another writer costs a reload, never correctness.
 */
export class Mailbox {
  readonly accountId: string;
  /** Per market the last revision of this account's stream that it has answered. */
  readonly answered = new Map<string, number>();
  #state: AccountState = account.initialState();
  #settlements: Waits[] = [];
  #waiting: Waiting[] = [];
  /** What is under way and must be answered before the state is loaded again. */
  #appending = 0;
  /** Settles when every append so far is answered: what was decided later rests on it. */
  #underWay: Promise<void> = Promise.resolve();
  /** The state may not be that of the log: load it again before anything is decided. */
  #stale = false;
  /** The opening is in the log, whoever wrote it. */
  #isRecorded = false;
  /** Of the last event of this account's stream that was read, whoever wrote it. */
  #readRevision = NO_STREAM;
  #pause: NodeJS.Timeout | undefined;
  #live = false;
  readonly #options: MailboxOptions;

  constructor(options: MailboxOptions) {
    this.accountId = options.accountId;
    this.#options = options;
  }

  get state(): AccountState {
    return this.#state;
  }

  /** The log has the account, or will have it before whatever is appended from now on. */
  get isOpened(): boolean {
    return this.#state.status !== 'none' && (this.#options.log.pipelined || this.#isRecorded);
  }

  /** What waits to be settled here. */
  get unsettled(): readonly RecordedEvent[] {
    return this.#settlements.map(({ event }) => event);
  }

  /** What `restore` takes, but for the outcomes that wait: they are enqueued again. */
  capture(): MailboxLines {
    assert(!this.#live && this.#state.status !== 'none', 'a state is kept while it is only read');
    const closed = storedOrders(this.#state.closed.values());
    const mailbox: StoredMailbox = {
      answered: [...this.answered].sort(([one], [other]) => (one < other ? -1 : 1)),
      account: storedAccount(this.#state, this.#options.catalogue),
      closed: closed.rows.length,
    };
    return { mailbox: JSON.stringify(mailbox), closed: JSON.stringify(closed) };
  }

  /** Takes a state in place of the events before it. */
  restore({ mailbox, closed: line }: { readonly [Line in keyof MailboxLines]: Uint8Array }): void {
    const { catalogue } = this.#options;
    const { answered, account, closed: count } = readLine<StoredMailbox>(mailbox);
    for (const [symbol, revision] of answered) this.answered.set(symbol, revision);
    const read = () => ordersOf(readLine<StoredOrders>(line), account.accountId, catalogue);
    const closed = new ClosedOrders(count === 0 ? undefined : { count, read });
    this.#state = accountOf(account, closed, catalogue);
    this.#readRevision = this.#revision;
    this.#isRecorded = true;
  }

  /** Folds an event of this account's stream, unless this mailbox wrote it itself. */
  read(event: RecordedEvent): void {
    this.#readRevision = event.revision;
    this.#isRecorded = true;
    if (this.#stale || event.revision <= this.#revision) return;
    if (this.#appending > 0) {
      // What is under way was decided without it, or will be known only when it is answered.
      this.#stale = true;
      return;
    }
    assert(event.revision === this.#revision + 1, `${event.stream} is read without a gap`);
    this.#state = account.evolve(this.#state, decodeAccountEvent(event, this.#options.catalogue));
    this.#dropSettled();
  }

  enqueueSettlement(settlement: Waits): void {
    if (!isSettled(this.#state, settlement.command)) this.#settlements.push(settlement);
  }

  /** Decides a request and settles when the answer may leave the process. */
  ask(request: Request): Promise<Answer> {
    if (this.#waiting.length >= WAITING_MAX) return Promise.resolve(failure('SERVICE_OVERLOADED'));
    return new Promise((answer) => {
      this.#waiting.push({ request, answer });
      // What comes in one turn of the event loop is one append.
      if (this.#waiting.length === 1) setImmediate(() => this.drain());
    });
  }

  /** From now on what waits is decided: the log has been read to its head. */
  goLive(): void {
    this.#live = true;
    this.drain();
  }

  /** Decides all that waits and may be decided now. */
  drain(): void {
    if (!this.#live || this.#pause !== undefined) return;
    const { log } = this.#options;
    while (this.#stale || this.#settlements.length > 0 || this.#waiting.length > 0) {
      if (this.#stale) {
        if (this.#appending === 0) void this.#reload();
        return;
      }
      if ((!log.pipelined && this.#appending > 0) || !this.#options.isAlone()) return;
      this.#decideBatch();
    }
  }

  /** Whether others may decide by its state. What is queued comes before what they append; elsewhere it may never come. */
  get isKnown(): boolean {
    return !this.#stale && (this.#options.log.pipelined || this.#appending === 0);
  }

  /** Whether the market has answered the placing of this order. */
  #isMatched(order: Order): boolean {
    return (this.answered.get(order.asked.symbol) ?? -1) >= order.placedRevision;
  }

  /** An order of this account as it is now; what it shows may not be on disk yet. */
  view(orderId: string) {
    const order = this.#state.status !== 'none' ? orderOf(this.#state, orderId) : undefined;
    if (order === undefined) return undefined;
    return orderView(this.accountId, order, this.#isMatched(order), this.#options.catalogue);
  }

  get #revision(): number {
    return revisionOf(this.#state);
  }

  /** Drains later: a log that refuses is not asked without end. */
  #drainLater(): void {
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      this.drain();
    }, PAUSE_MS).unref();
  }

  #dropSettled(): void {
    if (this.#settlements.length === 0) return;
    const isDone = ({ command }: Waits) => isSettled(this.#state, command);
    const dropped = this.#settlements.filter(isDone);
    if (dropped.length === 0) return;
    this.#settlements = this.#settlements.filter((settlement) => !isDone(settlement));
    if (this.#live) this.#options.onSettled(dropped);
  }

  #decideBatch(): void {
    const expected = this.#revision;
    const events: NewEvent[] = [];
    const settlements = this.#settlements.splice(0, EVENTS_PER_APPEND);
    for (const settlement of settlements) this.#settle(settlement, events);
    const asked: Asked[] = [];
    const quiet: Quiet[] = [];
    while (events.length + EVENTS_PER_REQUEST <= EVENTS_PER_APPEND) {
      const waiting = this.#waiting.shift();
      if (waiting === undefined) break;
      const answer = this.#decide(waiting, events);
      if (answer === 'no room') {
        waiting.answer(failure('SERVICE_UNAVAILABLE'));
      } else if (answer !== undefined) {
        quiet.push({ waiting, answer });
      } else {
        const revision = this.#revision;
        asked.push({ waiting, revision, shown: this.#shownBy(waiting.request, revision) });
      }
    }
    if (events.length > 0) {
      const appended = this.#append(expected, events, settlements, asked);
      this.#underWay = this.#underWay.then(() => appended);
    }
    if (quiet.length > 0) void this.#answerQuiet(quiet);
  }

  #settle({ command, event }: Waits, events: NewEvent[]): void {
    const { now, catalogue } = this.#options;
    const { stream, revision, correlationId } = event;
    const context = { now: now(), delisted: catalogue.delisted };
    const decided = account.decide(this.#state, command, context);
    assert(decided.ok, 'what others have decided is always carried out');
    for (const settled of decided.value) {
      const wire = encodeAccountEvent(settled, catalogue);
      events.push({ ...wire, correlationId, causation: { stream, revision } });
      this.#state = account.evolve(this.#state, settled);
    }
  }

  /** Adds what the request appends; when that is nothing, says how to answer it once what it rests on is on disk. */
  #decide({ request }: Waiting, events: NewEvent[]): Quiet['answer'] | 'no room' | undefined {
    const { log, now, around, catalogue, onDenied } = this.#options;
    const time = now();
    if (time > request.deadlineMs) return () => failure('SERVICE_DEADLINE');
    const context = { now: time, ...around(this.#state) };
    const decided = account.decide(this.#state, commandOf(request), context);
    if (!decided.ok) {
      return () => {
        onDenied(request, decided.failure);
        return { kind: 'denied', denial: decided.failure };
      };
    }
    if (decided.value.length === 0) return this.#repeatOf(request);
    if (log.hasRoom?.() === false) return 'no room';
    const { correlationId, actor } = request;
    for (const event of decided.value) {
      events.push({ ...encodeAccountEvent(event, catalogue), correlationId, actor });
      this.#state = account.evolve(this.#state, event);
    }
    return undefined;
  }

  async #append(
    expected: number,
    events: readonly NewEvent[],
    settlements: readonly Waits[],
    asked: readonly Asked[],
  ): Promise<void> {
    const { log, onSettled } = this.#options;
    const stream = streams.account(this.accountId);
    this.#appending += 1;
    const result = await appendForCertain(log, stream, expected, events, RETRIES);
    this.#appending -= 1;
    if (result.ok) {
      this.#isRecorded = true;
      if (settlements.length > 0) onSettled(settlements);
      const { value } = result;
      for (const { waiting, revision, shown } of asked) {
        const behind = value.revision - revision;
        const hash = value.hashes.at(-1 - behind) as string;
        waiting.answer(doneAt({ stream, revision, hash }, value.position - behind, shown));
      }
    } else {
      this.#stale = true;
      this.#settlements = [...settlements, ...this.#settlements].sort(
        (one, other) => one.event.position - other.event.position,
      );
      const again = result.failure.code === 'WRONG_REVISION';
      if (again) this.#waiting.unshift(...asked.map(({ waiting }) => waiting));
      const code =
        result.failure.code === 'UNKNOWN_OUTCOME'
          ? 'SERVICE_UNKNOWN_OUTCOME'
          : 'SERVICE_UNAVAILABLE';
      if (!again) {
        for (const { waiting } of asked) waiting.answer(failure(code));
        this.#drainLater();
      }
    }
    if (!log.pipelined) this.#options.onIdle();
    this.drain();
  }

  #repeatOf(request: Request): Quiet['answer'] {
    assert(this.#state.status !== 'none', 'only an open account repeats');
    const recognised = recognise(this.#state, commandOf(request));
    assert(recognised.kind === 'repeat', 'what decides nothing is a repeat');
    const { revision } = recognised;
    const shown = this.#shownBy(request, revision);
    return async () => {
      const stream = streams.account(this.accountId);
      const { hash, position } = await eventAt(this.#options.log, stream, revision);
      return doneAt({ stream, revision, hash }, position, shown, true);
    };
  }

  /**
   * An answer that appends nothing rests on what was appended before, and with the same batch: it leaves when that is
   * on disk. Where that was never appended, or is not all, the request is decided again.
   */
  async #answerQuiet(quiet: readonly Quiet[]): Promise<void> {
    try {
      if (await this.#isOnDisk()) {
        for (const { waiting, answer } of quiet) void answerWith(answer, waiting);
      } else {
        this.#waiting.push(...quiet.map(({ waiting }) => waiting));
      }
    } catch {
      for (const { waiting } of quiet) waiting.answer(failure('SERVICE_UNAVAILABLE'));
    }
    this.drain();
  }

  /** Whether the state as it is now becomes the durable state. Where appends wait for each other, so do decisions. */
  async #isOnDisk(): Promise<boolean> {
    const { log } = this.#options;
    const revision = this.#revision;
    if (!log.pipelined) this.#appending += 1;
    try {
      await this.#underWay;
      await log.settled();
      if (!this.#stale && !log.pipelined) {
        const head = await log.streamHead(streams.account(this.accountId));
        this.#stale ||= (head?.revision ?? NO_STREAM) !== revision;
      }
      return !this.#stale;
    } finally {
      if (!log.pipelined) {
        this.#appending -= 1;
        this.#options.onIdle();
      }
    }
  }

  /** @param revision of the last event of the request */
  #shownBy({ command }: Request, revision: number): Shown {
    const placedAt = (at: number) => this.view(orderIdOf(this.accountId, at));
    if (command.type === 'PlaceOco') {
      const [first, second] = [placedAt(revision - 1), placedAt(revision)];
      return first === undefined || second === undefined ? {} : { orders: [first, second] };
    }
    if (command.type === 'PlaceOrder') return shownAlone(placedAt(revision));
    return shownAlone('orderId' in command ? this.view(command.orderId) : undefined);
  }

  async #reload(): Promise<void> {
    this.#appending += 1;
    try {
      const { log, catalogue } = this.#options;
      const stream = streams.account(this.accountId);
      let state = account.initialState();
      do {
        // What was read may be queued still, and more is read meanwhile: none of it comes again.
        await log.settled();
        for await (const events of log.readStream(stream, { from: revisionOf(state) + 1 })) {
          for (const event of events) {
            state = account.evolve(state, decodeAccountEvent(event, catalogue));
          }
        }
      } while (revisionOf(state) < this.#readRevision);
      this.#state = state;
      this.#isRecorded = state.status !== 'none';
      this.#stale = false;
      this.#dropSettled();
    } catch {
      for (const { answer } of this.#waiting.splice(0)) answer(failure('SERVICE_UNAVAILABLE'));
      this.#drainLater();
    } finally {
      this.#appending -= 1;
    }
    this.#options.onIdle();
    this.drain();
  }
}

const commandOf = ({ command, reckon }: Request) => reckon?.() ?? command;

const shownAlone = (order: Done['order'] | undefined): Shown =>
  order === undefined ? {} : { order };

const revisionOf = (state: AccountState) => (state.status !== 'none' ? state.revision : NO_STREAM);

async function answerWith(answer: Quiet['answer'], waiting: Waiting): Promise<void> {
  try {
    waiting.answer(await answer());
  } catch {
    waiting.answer(failure('SERVICE_UNAVAILABLE'));
  }
}

function doneAt(receipt: Receipt, position: number, shown: Shown, repeated = false): Answer {
  return { kind: 'done', receipt, position, repeated, ...shown };
}

/** An append of unknown outcome is sent again as the identical batch, so often. */
const RETRIES = 5;

async function eventAt(log: EventLog, stream: string, revision: number): Promise<RecordedEvent> {
  for await (const [event] of log.readStream(stream, { from: revision, limit: 1 })) {
    if (event !== undefined) return event;
  }
  throw new Error(`${stream} has no revision ${revision}`);
}
