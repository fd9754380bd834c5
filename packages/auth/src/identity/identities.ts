import { inNewestVersion } from '@truetape/codec';
import { idOf, prefixes, streams } from '@truetape/contracts';
import type { Resumable } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { TokenKey } from '../tokens/token-keys.ts';
import { evolve } from '../user/evolve.ts';
import type { Access, ApiKey, Session, User } from '../user/user.ts';
import type { Principal } from './principal.ts';
import { evolveTokenKeys } from './token-keys.ts';

/** A key, and whose it is. */
export interface KeyOfUser {
  readonly user: User;
  readonly key: ApiKey;
}

/** What the fold keeps. */
interface Stored {
  readonly users: readonly User[];
  readonly tokenKeys: readonly TokenKey[];
  readonly securityRevision: number;
  readonly position: number;
}

/** Who there is and what they may do, as the log says it: a fold of `user-{id}` and of what `security` says of token keys. */
export class Identities implements Resumable {
  readonly name = 'identities';
  readonly schemaVersion = 2;
  /** Of the streams that it reads. */
  readonly prefixes = [prefixes.user, prefixes.security] as const;
  readonly #users = new Map<string, User>();
  readonly #registered: string[] = [];
  readonly #keys = new Map<string, KeyOfUser>();
  /** Of bearer tokens, by the SHA-256 of the token in hex. */
  readonly #bearers = new Map<string, KeyOfUser>();
  readonly #mailTokens = new Map<string, User>();
  /** By account, then by user. */
  readonly #access = new Map<string, Map<string, Access>>();
  #tokenKeys: readonly TokenKey[] = [];
  #securityRevision = -1;
  #position = -1;
  readonly #waiting: { readonly position: number; readonly reached: () => void }[] = [];

  readonly onEvents = (events: readonly RecordedEvent[]): void => {
    for (const event of events) this.#read(event);
    this.#position = events.at(-1)?.position ?? this.#position;
    while ((this.#waiting[0]?.position ?? Number.POSITIVE_INFINITY) <= this.#position) {
      this.#waiting.shift()?.reached();
    }
  };

  /** Of the last event that was read. */
  get position(): number {
    return this.#position;
  }

  /** Settles when the event at `position` is read. */
  reached(position: number): Promise<void> {
    if (position <= this.#position) return Promise.resolve();
    return new Promise((reached) => {
      this.#waiting.push({ position, reached });
      this.#waiting.sort((one, other) => one.position - other.position);
    });
  }

  /** Everybody there ever was, in the order in which they came. */
  get registered(): readonly string[] {
    return this.#registered;
  }

  get users(): Iterable<User> {
    return this.#users.values();
  }

  userOf(userId: string): User | undefined {
    return this.#users.get(userId);
  }

  keyOf(keyId: string): KeyOfUser | undefined {
    return this.#keys.get(keyId);
  }

  /** @param digest SHA-256 of a bearer token, in hex */
  bearerOf(digest: string): KeyOfUser | undefined {
    return this.#bearers.get(digest);
  }

  /** @param digest SHA-256 of what was mailed, in hex */
  userByMailToken(digest: string): User | undefined {
    return this.#mailTokens.get(digest);
  }

  /** Who may do what with an account, by user. */
  accessTo(accountId: string): ReadonlyMap<string, Access> {
    return this.#access.get(accountId) ?? NOBODY;
  }

  sessionOf(userId: string, sessionId: string): Session | undefined {
    return this.#users.get(userId)?.sessions.find((each) => each.sessionId === sessionId);
  }

  /** Those that are not retired, the oldest first. */
  get tokenKeys(): readonly TokenKey[] {
    return this.#tokenKeys;
  }

  /** Of the last event of `security` that was read. */
  get securityRevision(): number {
    return this.#securityRevision;
  }

  /** Whether what somebody was found by counts still. */
  isValid(principal: Principal, nowMs: number): boolean {
    const { userId, keyId, sessionId, tokenKid, expiresAtMs } = principal;
    if (nowMs >= expiresAtMs || this.#users.get(userId)?.status !== 'active') return false;
    if (keyId !== undefined) {
      const found = this.#keys.get(keyId);
      return found?.user.userId === userId && !isOver(found.key.expiresAt, nowMs);
    }
    if (sessionId === undefined) return false;
    const signed = this.#tokenKeys.some(({ kid }) => kid === tokenKid);
    if (tokenKid !== undefined && !signed) return false;
    const session = this.sessionOf(userId, sessionId);
    return session !== undefined && !isOver(session.expiresAt, nowMs);
  }

  capture(): Uint8Array {
    const stored: Stored = {
      users: [...this.#users.values()],
      tokenKeys: this.#tokenKeys,
      securityRevision: this.#securityRevision,
      position: this.#position,
    };
    return Buffer.from(JSON.stringify(stored));
  }

  restore(body: Uint8Array): void {
    const stored = JSON.parse(Buffer.from(body).toString()) as Stored;
    this.#tokenKeys = stored.tokenKeys;
    this.#securityRevision = stored.securityRevision;
    this.#position = stored.position;
    for (const user of stored.users) this.#keep(user);
  }

  #read(stored: RecordedEvent): void {
    if (stored.stream === streams.security) {
      const event = inNewestVersion(stored);
      this.#tokenKeys = evolveTokenKeys(this.#tokenKeys, event);
      this.#securityRevision = event.revision;
      return;
    }
    const userId = idOf('user', stored.stream);
    if (userId === undefined) return;
    const before = this.#users.get(userId);
    const user = evolve(userId, before, inNewestVersion(stored));
    for (const { digest } of before?.mailTokens ?? []) this.#mailTokens.delete(digest);
    for (const { keyId, digest } of before?.keys ?? []) {
      this.#keys.delete(keyId);
      if (digest !== undefined) this.#bearers.delete(digest);
    }
    if (before !== undefined && before.access !== user.access) {
      for (const accountId of Object.keys(before.access)) {
        this.#access.get(accountId)?.delete(userId);
      }
    }
    this.#keep(user);
  }

  #keep(user: User): void {
    if (!this.#users.has(user.userId)) this.#registered.push(user.userId);
    if (this.#users.get(user.userId)?.access !== user.access) this.#keepAccess(user);
    this.#users.set(user.userId, user);
    if (user.status !== 'active') return;
    for (const { digest } of user.mailTokens) this.#mailTokens.set(digest, user);
    for (const key of user.keys) {
      this.#keys.set(key.keyId, { user, key });
      if (key.digest !== undefined) this.#bearers.set(key.digest, { user, key });
    }
  }

  #keepAccess({ userId, access }: User): void {
    for (const [accountId, level] of Object.entries(access)) {
      const ofAccount = this.#access.get(accountId);
      if (ofAccount === undefined) this.#access.set(accountId, new Map([[userId, level]]));
      else ofAccount.set(userId, level);
    }
  }
}

const NOBODY: ReadonlyMap<string, Access> = new Map();

export const isOver = (until: string | undefined, nowMs: number): boolean =>
  until !== undefined && nowMs >= Date.parse(until);
