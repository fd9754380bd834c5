import type { Data, EVENTS_IN, EventType } from '@truetape/contracts';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { markOf, type Session, type Totp, type User } from './user.ts';

export type UserEventType = keyof (typeof EVENTS_IN)['user'] & EventType;

type Changes = {
  readonly [Type in UserEventType]: (
    user: User,
    data: Data<Type>,
    event: RecordedEvent,
  ) => Partial<User>;
};

const without = <Each>(all: readonly Each[], isIt: (each: Each) => boolean) =>
  all.filter((each) => !isIt(each));

function inSession(
  { sessions }: User,
  sessionId: string,
  change: (session: Session) => Partial<Session>,
): Partial<User> {
  return {
    sessions: sessions.map((each) =>
      each.sessionId === sessionId ? { ...each, ...change(each) } : each,
    ),
  };
}

/** A code that was used counts no more. */
function factorUsed(
  totp: Totp | undefined,
  { totpStep, recoveryCode }: Pick<Data<'SessionSteppedUp'>, 'totpStep' | 'recoveryCode'>,
): Totp | undefined {
  if (totp === undefined) return undefined;
  return {
    ...totp,
    lastStep: totpStep ?? totp.lastStep,
    recoveryDigests: totp.recoveryDigests.map((digest, index) =>
      index === recoveryCode ? null : digest,
    ),
  };
}

const isShown = ({ totpStep, recoveryCode }: Data<'SessionSteppedUp'> | Data<'SessionStarted'>) =>
  totpStep !== undefined || recoveryCode !== undefined;

/** What each event changes. */
const CHANGES: Changes = {
  UserRegistered: (_user, { at, email, password }) => ({ registeredAt: at, email, password }),
  MailTokenIssued: ({ mailTokens }, { at, ...token }) => ({
    // One of each purpose counts: the newest.
    mailTokens: [...without(mailTokens, ({ purpose }) => purpose === token.purpose), token],
  }),
  EmailVerified: ({ mailTokens }) => ({
    isEmailVerified: true,
    mailTokens: without(mailTokens, ({ purpose }) => purpose === 'verify-email'),
  }),
  PasswordChanged: ({ mailTokens }, { password, reason }) => ({
    password,
    ...(reason === 'rehashed'
      ? {}
      : { mailTokens: without(mailTokens, ({ purpose }) => purpose === 'reset-password') }),
    // Whoever has read the mail has the address.
    ...(reason === 'reset' ? { isEmailVerified: true } : {}),
  }),
  SignInFailed: () => ({}),
  SessionStarted: ({ sessions, totp }, data, { actor }) => ({
    sessions: [
      ...sessions,
      {
        sessionId: data.sessionId,
        startedAt: data.at,
        expiresAt: data.expiresAt,
        refreshedAt: data.at,
        steppedUpAt: isShown(data) ? data.at : undefined,
        device: data.device,
        origin: actor?.origin,
        refreshDigest: data.refreshDigest,
        used: [],
      },
    ],
    totp: factorUsed(totp, data),
  }),
  SessionRefreshed: (user, { at, refreshDigest, sessionId }) =>
    inSession(user, sessionId, (session) => ({
      refreshDigest,
      refreshedAt: at,
      used: [...session.used, markOf(session.refreshDigest)],
    })),
  SessionSteppedUp: (user, data) => ({
    ...inSession(user, data.sessionId, () => ({ steppedUpAt: data.at })),
    totp: factorUsed(user.totp, data),
  }),
  SessionEnded: ({ sessions }, { sessionId }) => ({
    sessions: without(sessions, (each) => each.sessionId === sessionId),
  }),
  TotpPrepared: (_user, { secret }) => ({
    totp: { secret, isEnabled: false, lastStep: -1, recoveryDigests: [] },
  }),
  TotpEnabled: ({ totp }, { recoveryDigests, totpStep }) => {
    assert(totp !== undefined, 'an authenticator is prepared before it is enabled');
    return { totp: { ...totp, isEnabled: true, lastStep: totpStep, recoveryDigests } };
  },
  TotpDisabled: () => ({ totp: undefined }),
  ApiKeyCreated: ({ keys }, { at, ...key }) => ({ keys: [...keys, { ...key, createdAt: at }] }),
  ApiKeyRevoked: ({ keys }, { keyId }) => ({
    keys: without(keys, (each) => each.keyId === keyId),
  }),
  RolesChanged: (_user, { roles }) => ({ roles }),
  AccessGranted: ({ access }, { accountId, access: level }) => ({
    access: { ...access, [accountId]: level },
  }),
  AccessWithdrawn: ({ access }, { accountId }) => ({
    access: Object.fromEntries(Object.entries(access).filter(([each]) => each !== accountId)),
  }),
  UserDisabled: () => ({ status: 'disabled', sessions: [] }),
  UserEnabled: () => ({ status: 'active' }),
  UserErased: () => ({
    status: 'erased',
    email: undefined,
    password: undefined,
    mailTokens: [],
    roles: [],
    access: {},
    sessions: [],
    keys: [],
    totp: undefined,
  }),
};

const NOBODY: Omit<User, 'userId'> = {
  revision: -1,
  status: 'active',
  registeredAt: '',
  isEmailVerified: false,
  mailTokens: [],
  roles: [],
  access: {},
  sessions: [],
  keys: [],
};

/**
 * What a user is after an event of their stream, whose newest version this must be.
 *
 * @param user undefined before the first
 */
export function evolve(userId: string, user: User | undefined, event: RecordedEvent): User {
  const { type, revision } = event;
  const before = user ?? { ...NOBODY, userId };
  assert(revision === before.revision + 1, 'events of a user are read in order, none left out');
  assert((type === 'UserRegistered') === (user === undefined), 'a user is registered once, first');
  const change = CHANGES[type as UserEventType] as (
    user: User,
    data: unknown,
    event: RecordedEvent,
  ) => Partial<User>;
  assert(change !== undefined, 'a stream of a user holds events of users');
  return { ...before, ...change(before, event.data, event), revision };
}
