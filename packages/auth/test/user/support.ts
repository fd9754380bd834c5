import type { ErrorCode } from '@truetape/contracts';
import { failed, ok, type RecordedEvent } from '@truetape/kernel';
import { specOf } from '@truetape/kernel/spec';
import { test } from 'vitest';
import type { UserCommand } from '../../src/user/command.ts';
import { type Decided, decide, type UserSaid } from '../../src/user/decide.ts';
import { evolve } from '../../src/user/evolve.ts';
import type { User } from '../../src/user/user.ts';

export const AT = '2026-11-22T10:00:00.000Z';
/** So much later, in minutes. */
export const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();

export const digestOf = (letter: string) => letter.repeat(64);
export const sealedOf = (letter: string) => `s1.${letter.repeat(40)}`;
export const sessionIdOf = (number: number) => String(number).padStart(26, '0');
export const keyIdOf = (number: number) => String(number).padStart(20, '0');

export const recorded = (said: UserSaid, revision: number): RecordedEvent => ({
  ...said,
  schemaVersion: 1,
  stream: 'user-ann',
  revision,
  hash: '',
  correlationId: 'test',
  position: revision,
  recordedAtMs: 0,
});

export const after = (user: User | undefined, said: UserSaid): User =>
  evolve('ann', user, recorded(said, (user?.revision ?? -1) + 1));

export const { given } = specOf<
  User | undefined,
  UserCommand,
  UserSaid,
  { readonly at: string },
  Decided
>(
  {
    initialState: () => undefined,
    decide: (user, command, { at }) => {
      const decided = decide(user, command, at);
      return decided.refusal === undefined ? ok(decided.said) : failed(decided);
    },
    evolve: after,
  },
  { at: AT },
);

export const registered: UserSaid = {
  type: 'UserRegistered',
  data: { at: AT, email: sealedOf('e'), password: sealedOf('p') },
};
export const mailed = (
  purpose: 'verify-email' | 'reset-password',
  digest = digestOf('a'),
): UserSaid => ({
  type: 'MailTokenIssued',
  data: { at: AT, digest, expiresAt: later(60), purpose },
});
export const verified: UserSaid = { type: 'EmailVerified', data: { at: AT } };
export const started = (number: number, factor: object = {}): UserSaid => ({
  type: 'SessionStarted',
  data: {
    at: AT,
    expiresAt: later(600),
    ...factor,
    refreshDigest: digestOf('0'),
    sessionId: sessionIdOf(number),
  },
});
export const ended = (
  number: number,
  reason: 'signed-out' | 'revoked' | 'refresh-reused' | 'password-changed',
): UserSaid => ({
  type: 'SessionEnded',
  data: { at: AT, reason, sessionId: sessionIdOf(number) },
});
export const prepared: UserSaid = { type: 'TotpPrepared', data: { at: AT, secret: sealedOf('t') } };
export const enabled: UserSaid = {
  type: 'TotpEnabled',
  data: { at: AT, recoveryDigests: [digestOf('1'), digestOf('2')], totpStep: 100 },
};
export const disabled: UserSaid = { type: 'UserDisabled', data: { at: AT, reason: 'why' } };
export const erased: UserSaid = { type: 'UserErased', data: { at: AT } };
export const keyMade = (number: number): UserSaid => ({
  type: 'ApiKeyCreated',
  data: {
    at: AT,
    digest: digestOf('b'),
    keyId: keyIdOf(number),
    kind: 'bearer',
    scopes: ['read'],
  },
});
export const granted = (accountId: string): UserSaid => ({
  type: 'AccessGranted',
  data: { access: 'viewer', accountId, at: AT },
});

const session = { expiresAt: later(600), refreshDigest: digestOf('0') };
const key: UserCommand = {
  type: 'CreateKey',
  digest: digestOf('b'),
  keyId: keyIdOf(1),
  kind: 'bearer',
  scopes: ['read'],
};
/** What each command asks, of somebody who may. */
export const ASKED = {
  mail: { digest: digestOf('c'), expiresAt: later(60), purpose: 'reset-password' },
  start: { type: 'StartSession', shown: sealedOf('p'), sessionId: sessionIdOf(1), ...session },
  refresh: {
    type: 'RefreshSession',
    sessionId: sessionIdOf(1),
    shown: digestOf('0'),
    next: digestOf('1'),
  },
  change: {
    type: 'ChangePassword',
    shown: sealedOf('p'),
    password: sealedOf('q'),
    keep: sessionIdOf(1),
  },
  again: {
    type: 'RegisterAgain',
    password: sealedOf('q'),
    verify: { digest: digestOf('c'), expiresAt: later(60), purpose: 'verify-email' },
    reset: { digest: digestOf('c'), expiresAt: later(60), purpose: 'reset-password' },
  },
  key,
} as const;

export const refusal = (code: ErrorCode) => ({ said: [], refusal: code });

/** A command, what it is asked of, and what follows. */
interface Row {
  readonly when: string;
  readonly given: readonly UserSaid[];
  readonly command: UserCommand;
  readonly follows: readonly UserSaid[] | ErrorCode;
  readonly at?: string;
}

export function rows(table: readonly Row[]): void {
  test.each(table)('$when', ({ given: history, command, follows, at = AT }) => {
    const decided = given(...history).when(command, { at });
    if (typeof follows === 'string') decided.thenDenied(refusal(follows));
    else decided.then(...follows);
  });
}
