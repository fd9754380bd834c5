import { type EventLog, START } from '@truetape/event-store';
import { assert, failed, ok, type RecordedEvent, type Result } from '@truetape/kernel';
import type { Logger } from '@truetape/observability';
import {
  type AccountStore,
  isTooMuch,
  type NotOpened,
  type StoredAccount,
} from '../account-store.ts';
import { type AccountChannel, AccountView, type Body } from '../account-view.ts';
import { accountsIn } from './accounts-in.ts';
import { catchUp } from './catch-up.ts';
import { FollowedAccount, type Happening } from './followed-account.ts';
import { LogTail } from './log-tail.ts';

export interface AccountDataOptions {
  readonly log: EventLog;
  readonly store: AccountStore;
  readonly logger: Logger;
}

/** Whoever hears of an account. */
export interface AccountListener {
  /**
   * What has changed of what a channel shows by all that happened at a position of the log. For one channel positions rise,
   * and what a snapshot has shown is not told again.
   */
  readonly onDelta: <C extends AccountChannel>(
    channel: C,
    position: number,
    body: Body<C, 'delta'>,
  ) => void;
  /** It is not followed any more, although nobody has closed it. It may be opened again. */
  readonly onStopped: () => void;
}

/** An account that is followed. */
export interface OpenAccount {
  /** Everything up to here is in the snapshots. */
  readonly position: () => number;
  /** Of the last change of this channel, or of the opening when there was none. */
  readonly changedAt: (channel: AccountChannel) => number;
  readonly snapshot: <C extends AccountChannel>(channel: C) => Body<C, 'snapshot'>;
  readonly close: () => void;
}

/** Accounts that are being opened at once: each asks for rows, and may read some of the log. */
const OPENING_MAX = 64;
/** How far behind the log rows may be: so much of it is read to come from them to now. */
const BEHIND_MAX = 10_000;

interface Following {
  readonly followed: FollowedAccount;
  readonly listener: AccountListener;
}

/**
 * Accounts in this process: each is what its rows say at one moment and all that the log has said of it since, none missing.
 * Nothing is followed while no account is open. How many are open at once is bounded by whoever opens them.
 */
export class AccountData {
  readonly #options: AccountDataOptions;
  readonly #following = new Map<string, Following>();
  #opening = 0;
  #tail: LogTail | undefined;

  constructor(options: AccountDataOptions) {
    this.#options = options;
  }

  /**
   * Settles when everything is shown that was in the log at the call; what comes after it is told.
   *
   * @throws InvariantError when the account is open already: it has one listener at a time
   */
  async open(
    accountId: string,
    listener: AccountListener,
  ): Promise<Result<OpenAccount, NotOpened>> {
    assert(!this.#following.has(accountId), `account ${accountId} is opened once at a time`);
    if (this.#opening >= OPENING_MAX) return failed('SERVICE_OVERLOADED');
    const following = { followed: new FollowedAccount(listener.onDelta), listener };
    // From here on nothing of the account passes by that the tail tells: it waits.
    this.#following.set(accountId, following);
    this.#opening += 1;
    const opened = await this.#tryOpen(accountId, following);
    this.#opening -= 1;
    if (!opened.ok) this.#drop(accountId, following);
    return opened;
  }

  async stop(): Promise<void> {
    this.#following.clear();
    await this.#stopTail();
  }

  async #tryOpen(accountId: string, following: Following): Promise<Result<OpenAccount, NotOpened>> {
    try {
      return await this.#open(accountId, following);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'an account cannot be followed');
      return failed('SERVICE_UNAVAILABLE');
    }
  }

  async #open(accountId: string, following: Following): Promise<Result<OpenAccount, NotOpened>> {
    const { log, store } = this.#options;
    const { followed } = following;
    const head = await log.head();
    const found = await store.read(accountId, Math.max(START, head - BEHIND_MAX));
    if (!found.ok || found.value.logId !== log.logId) return failed('SERVICE_UNAVAILABLE');
    const stored = found.value;
    if (isTooMuch(stored)) return failed('SERVICE_OVERLOADED');
    const { lowest, highest } = placesOf(stored);
    // A tail that another account has begun meanwhile may tell nothing of what came between the head and its own beginning.
    const { listings, after } = this.#tailFrom(lowest);
    const upTo = Math.max(head, highest, after);
    // Rows of another process may be further than this one has read the log.
    if (lowest < upTo && upTo > (await log.head())) return failed('SERVICE_UNAVAILABLE');
    await listings.know(stored.symbols);
    const view = new AccountView(accountId, stored, listings.catalogue);
    await catchUp(view, { accountId, after: lowest, upTo }, log, listings);
    // It may have been too much, or everything may have ended meanwhile.
    if (followed.isOverrun || this.#following.get(accountId) !== following) {
      return failed('SERVICE_UNAVAILABLE');
    }
    followed.goOn(view, upTo);
    if (!view.isThere) return failed('ACCOUNT_NOT_FOUND');
    return ok({
      position: () => followed.position,
      changedAt: (channel) => followed.changedAt(channel),
      snapshot: (channel) => view.shown(channel),
      close: () => this.#drop(accountId, following),
    });
  }

  /** An account hears of what is about it, of nothing else, and once of each input. */
  #happened(events: readonly RecordedEvent[], position: number): void {
    const touched = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      for (const accountId of accountsIn(event)) {
        if (!this.#following.has(accountId)) continue;
        const own = touched.get(accountId);
        if (own === undefined) touched.set(accountId, [event]);
        else own.push(event);
      }
    }
    for (const [accountId, own] of touched) this.#tell(accountId, { events: own, position });
  }

  #tell(accountId: string, happening: Happening): void {
    const following = this.#following.get(accountId);
    if (following === undefined) return;
    try {
      following.followed.happen(happening);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'an account cannot be followed on');
      this.#end(accountId, following);
    }
  }

  /** Rows end where no input is in the middle: there is where the first account begins. */
  #tailFrom(after: number): LogTail {
    const { log, logger } = this.#options;
    this.#tail ??= new LogTail({
      log,
      after,
      onHappening: (events, position) => this.#happened(events, position),
      onFailure: (error) => {
        logger.error({ err: error }, 'accounts cannot be followed on');
        this.#tail = undefined;
        for (const [accountId, following] of this.#following) this.#end(accountId, following);
      },
    });
    return this.#tail;
  }

  #end(accountId: string, following: Following): void {
    this.#drop(accountId, following);
    // Whoever waits for it to open is told by the answer.
    if (following.followed.isOpen) following.listener.onStopped();
  }

  #drop(accountId: string, following: Following): void {
    if (this.#following.get(accountId) !== following) return;
    this.#following.delete(accountId);
    if (this.#following.size === 0) void this.#stopTail();
  }

  async #stopTail(): Promise<void> {
    const tail = this.#tail;
    this.#tail = undefined;
    await tail?.stop();
  }
}

/** Where the rows are that account folds go on from. */
function placesOf({ positions }: StoredAccount) {
  const places = ['orders', 'fills', 'accounts', 'instruments'].map((name) => positions.get(name));
  const known = places.map((position) => position ?? START);
  return { lowest: Math.min(...known), highest: Math.max(...known) };
}
