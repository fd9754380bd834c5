import { type ErrorCode, NEWEST_VERSIONS, type Receipt, streams } from '@truetape/contracts';
import {
  type AppendFailure,
  appendForCertain,
  type EventLog,
  NO_STREAM,
} from '@truetape/event-store';
import { type Actor, assert, failed, ok, type Result } from '@truetape/kernel';
import type { Identities } from '../identity/identities.ts';
import type { UserCommand } from '../user/command.ts';
import { decide, type UserSaid } from '../user/decide.ts';
import type { User } from '../user/user.ts';

/** Who asks, and by which request: recorded with every event that comes of it. */
export interface By {
  readonly correlationId: string;
  readonly actor?: Actor;
  /** Nothing is appended for it after that, where the request said so; epoch milliseconds. */
  readonly validUntilMs?: number;
}

/** It is on disk, and whoever asks for the user from now on sees it. */
export interface Done {
  readonly user: User;
  /** Of the newest event of the user. */
  readonly receipt: Receipt;
  readonly position: number;
}

export type DeskAnswer = Result<Done, ErrorCode>;

/** A command, or what it is on the user as they are when it is decided. */
type Asked = UserCommand | ((user: User | undefined) => UserCommand);

/** The owner of the streams of users: decides one command of a user after the other, and appends what follows. */
export interface UserDesk {
  readonly execute: (userId: string, command: Asked, by: By) => Promise<DeskAnswer>;
}

/** What this desk has just appended about a user. */
export interface Appended {
  /** As they were before. */
  readonly user: User | undefined;
  readonly said: readonly UserSaid[];
  readonly by: By;
}

export interface UserDeskOptions {
  readonly log: EventLog;
  /** Reads that very log. */
  readonly identities: Identities;
  readonly now: () => number;
  /** Called once for each append that is on disk. It is not waited for, and never throws. */
  readonly onAppended: (appended: Appended) => void;
}

/** Another process may be faster so often; each time it is decided again on what that one wrote. */
const ATTEMPTS = 5;
/** An append of unknown outcome is sent again as the identical one, so often. */
const RETRIES = 5;
/** What was appended is read so soon. */
const READ_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 5;
/** Commands that wait for others of the same user. */
const WAITING_MAX = 100;

const UNAVAILABLE = failed('SERVICE_UNAVAILABLE' as const);

export function createUserDesk({ log, identities, now, onAppended }: UserDeskOptions): UserDesk {
  const queues = new Map<string, { readonly last: Promise<unknown>; readonly length: number }>();

  /** Undefined where somebody else was faster: then it is decided again. */
  async function attempt(
    userId: string,
    command: Asked,
    { validUntilMs = Number.POSITIVE_INFINITY, ...by }: By,
  ): Promise<DeskAnswer | undefined> {
    const stream = streams.user(userId);
    const user = identities.userOf(userId);
    const expected = user?.revision ?? NO_STREAM;
    const nowMs = now();
    const at = new Date(nowMs).toISOString();
    const asked = typeof command === 'function' ? command(user) : command;
    const { said, refusal } = decide(user, asked, at);
    if (said.length === 0) return confirmed(userId, expected, refusal);
    if (nowMs > validUntilMs) return failed('SERVICE_DEADLINE');
    const events = said.map(({ type, data }) => {
      return { type, schemaVersion: NEWEST_VERSIONS[type], ...by, data };
    });
    const appended = await appendForCertain(log, stream, expected, events, RETRIES);
    if (!appended.ok) return notAppended(userId, appended.failure);
    onAppended({ user, said, by });
    const { revision, hash, position } = appended.value;
    if (!(await hasRead(userId, revision))) return UNAVAILABLE;
    if (refusal !== undefined) return failed(refusal);
    return ok({ user: userAfter(userId), receipt: { stream, revision, hash }, position });
  }

  /** What is refused, or needs nothing, is so on the newest that there is. */
  async function confirmed(
    userId: string,
    expected: number,
    refusal: ErrorCode | undefined,
  ): Promise<DeskAnswer | undefined> {
    const stream = streams.user(userId);
    await log.settled();
    const head = await log.streamHead(stream);
    const revision = head?.revision ?? NO_STREAM;
    if (revision !== expected) return (await hasRead(userId, revision)) ? undefined : UNAVAILABLE;
    if (refusal !== undefined) return failed(refusal);
    assert(head !== undefined, 'only of a user nothing is needed');
    const receipt = { stream, revision, hash: head.hash };
    return ok({ user: userAfter(userId), receipt, position: identities.position });
  }

  async function notAppended(
    userId: string,
    failure: AppendFailure,
  ): Promise<DeskAnswer | undefined> {
    if (failure.code === 'UNKNOWN_OUTCOME') return failed('SERVICE_UNKNOWN_OUTCOME');
    if (failure.code !== 'WRONG_REVISION') return UNAVAILABLE;
    return (await hasRead(userId, failure.actual)) ? undefined : UNAVAILABLE;
  }

  function userAfter(userId: string): User {
    const user = identities.userOf(userId);
    assert(user !== undefined, 'a user who was written is there');
    return user;
  }

  async function decideAndAppend(userId: string, command: Asked, by: By): Promise<DeskAnswer> {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const answer = await attempt(userId, command, by);
      if (answer !== undefined) return answer;
    }
    return UNAVAILABLE;
  }

  async function hasRead(userId: string, revision: number): Promise<boolean> {
    const untilMs = performance.now() + READ_WITHIN_MS;
    while ((identities.userOf(userId)?.revision ?? NO_STREAM) < revision) {
      if (performance.now() > untilMs) return false;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    return true;
  }

  return {
    execute: (userId, command, by) => {
      const before = queues.get(userId);
      const length = (before?.length ?? 0) + 1;
      if (length > WAITING_MAX) return Promise.resolve(failed('SERVICE_OVERLOADED'));
      const answer = (before?.last ?? Promise.resolve()).then(() =>
        decideAndAppend(userId, command, by),
      );
      const last = answer
        .catch(() => undefined)
        .then(() => {
          const queue = queues.get(userId);
          if (queue === undefined) return;
          if (queue.length === 1) queues.delete(userId);
          else queues.set(userId, { ...queue, length: queue.length - 1 });
        });
      queues.set(userId, { last, length });
      return answer;
    },
  };
}
