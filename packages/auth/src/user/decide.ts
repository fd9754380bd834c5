import type { Data, ErrorCode } from '@truetape/contracts';
import type { Factor, UserCommand } from './command.ts';
import type { UserEventType } from './evolve.ts';
import { markOf, type Session, type User } from './user.ts';

/** An event as it is to be said. */
export type UserSaid = {
  readonly [Type in UserEventType]: { readonly type: Type; readonly data: Data<Type> };
}[UserEventType];

/** What follows from a command. A refusal may leave something behind: a stolen token ends its session. */
export interface Decided {
  readonly said: readonly UserSaid[];
  readonly refusal?: ErrorCode;
}

/** The oldest ends when there are more. */
export const SESSIONS_MAX = 20;
export const KEYS_MAX = 50;
export const ACCESS_MAX = 200;
/** Beyond it somebody signs in anew: what was refreshed away is remembered. A quarter of an hour each makes 30 days. */
export const REFRESHES_MAX = 3_000;

const refused = (refusal: ErrorCode): Decided => ({ said: [], refusal });
const NOTHING: Decided = { said: [] };

/** What follows from a command, on the user as they are. */
export function decide(user: User | undefined, command: UserCommand, at: string): Decided {
  if (command.type === 'Register') return register(user, command, at);
  if (user === undefined || user.status === 'erased') return refused('AUTH_USER_NOT_FOUND');
  if (command.type === 'ChangeStatus') return changeStatus(user, command, at);
  if (command.type === 'Erase') return saying({ type: 'UserErased', data: { at } });
  if (command.type === 'EraseAbandoned') {
    return isAbandoned(user, at) ? saying({ type: 'UserErased', data: { at } }) : NOTHING;
  }
  if (command.type === 'FailSignIn') {
    return saying({ type: 'SignInFailed', data: { at, reason: command.reason } });
  }
  if (user.status === 'disabled') return ofDisabled(command, at, user);
  return ofActive(user, command, at);
}

type Register = Extract<UserCommand, { readonly type: 'Register' }>;
type ChangeStatus = Extract<UserCommand, { readonly type: 'ChangeStatus' }>;
type OfActive = Exclude<
  UserCommand,
  { readonly type: 'Register' | 'ChangeStatus' | 'Erase' | 'EraseAbandoned' | 'FailSignIn' }
>;

/** So long after the last mail could have been answered. */
const ABANDONED_AFTER_MS = 7 * 24 * 60 * 60_000;

/** Whether nobody has shown the address, nor will: the mails to it count no more, and nobody has let the user in anywhere. */
export function isAbandoned(user: User, at: string): boolean {
  const { status, email, isEmailVerified, mailTokens, registeredAt, roles, access } = user;
  if (status !== 'active' || email === undefined || isEmailVerified) return false;
  if (roles.length + Object.keys(access).length > 0) return false;
  const lastMs = Math.max(
    Date.parse(registeredAt),
    ...mailTokens.map(({ expiresAt }) => Date.parse(expiresAt)),
  );
  return Date.parse(at) >= lastMs + ABANDONED_AFTER_MS;
}

const saying = (...said: readonly UserSaid[]): Decided => ({ said });

function register(user: User | undefined, command: Register, at: string): Decided {
  if (user !== undefined) return refused('AUTH_USER_EXISTS');
  const { email, password, mail } = command;
  const registered: UserSaid = { type: 'UserRegistered', data: { at, email, password } };
  if (mail === undefined) return saying(registered);
  return saying(registered, { type: 'MailTokenIssued', data: { at, ...mail } });
}

function changeStatus(user: User, { status, reason }: ChangeStatus, at: string): Decided {
  if (user.status === status) return refused('AUTH_USER_STATUS');
  const type = status === 'disabled' ? 'UserDisabled' : 'UserEnabled';
  return saying({ type, data: { at, reason } });
}

/** What staff may take away from a user counts whatever they are. */
function ofDisabled(command: OfActive, at: string, user: User): Decided {
  const takesAway = ['RevokeKey', 'WithdrawAccess', 'ChangeRoles', 'EndSessions'];
  return takesAway.includes(command.type)
    ? ofActive(user, command, at)
    : refused('AUTH_USER_STATUS');
}

type Of<Type extends OfActive['type']> = Extract<OfActive, { readonly type: Type }>;

/** What is asked of a user who is active. */
const DECISIONS: {
  readonly [Type in OfActive['type']]: (user: User, command: Of<Type>, at: string) => Decided;
} = {
  IssueMailToken: (_user, { mail }, at) =>
    saying({ type: 'MailTokenIssued', data: { at, ...mail } }),
  RegisterAgain: ({ isEmailVerified }, { password, verify, reset }, at) => {
    const issued = (mail: typeof verify): UserSaid => ({
      type: 'MailTokenIssued',
      data: { at, ...mail },
    });
    // As many events as of a new user: positions in the log tell nobody who was there before.
    if (isEmailVerified) return saying(issued(reset), issued(verify));
    // Whoever came first may not have the address, nor whoever comes now: the mail counts together with the password.
    const chosen = { at, password, reason: 'asked' } as const;
    return saying({ type: 'PasswordChanged', data: chosen }, issued(verify));
  },
  VerifyEmail: (user, { digest, shown }, at) => {
    if (!countsMailToken(user, digest, 'verify-email', at)) return refused('AUTH_TOKEN_INVALID');
    return user.password === shown
      ? saying({ type: 'EmailVerified', data: { at } })
      : refused('AUTH_SIGN_IN_FAILED');
  },
  ResetPassword: (user, { digest, password }, at) =>
    countsMailToken(user, digest, 'reset-password', at)
      ? saying(
          { type: 'PasswordChanged', data: { at, password, reason: 'reset' } },
          ...ending(user.sessions, 'password-changed', at),
        )
      : refused('AUTH_TOKEN_INVALID'),
  ChangePassword: (user, { shown, password, keep }, at) =>
    user.password === shown
      ? saying(
          { type: 'PasswordChanged', data: { at, password, reason: 'asked' } },
          ...ending(without(user.sessions, keep), 'password-changed', at),
        )
      : refused('AUTH_SIGN_IN_FAILED'),
  // Meanwhile they may have chosen another one: that one stays.
  RehashPassword: (user, { shown, password }, at) =>
    user.password === shown
      ? saying({ type: 'PasswordChanged', data: { at, password, reason: 'rehashed' } })
      : NOTHING,
  StartSession: startSession,
  RefreshSession: refreshSession,
  StepUp: (user, { type: _, ...data }, at) => {
    if (sessionIn(user, data.sessionId, at) === undefined) return refused('AUTH_REQUIRED');
    return countsFactor(user, data)
      ? saying({ type: 'SessionSteppedUp', data: { at, ...data } })
      : refused('AUTH_SECOND_FACTOR_CODE');
  },
  EndSession: ({ sessions }, { sessionId, by }, at) => {
    const ended = sessions.filter((each) => each.sessionId === sessionId);
    return ended.length === 0
      ? refused('AUTH_SESSION_NOT_FOUND')
      : saying(...ending(ended, by === 'user' ? 'signed-out' : 'revoked', at));
  },
  EndSessions: ({ sessions }, { keep }, at) =>
    saying(...ending(without(sessions, keep), 'revoked', at)),
  PrepareTotp: ({ totp }, { secret }, at) =>
    totp?.isEnabled
      ? refused('AUTH_SECOND_FACTOR_STATE')
      : saying({ type: 'TotpPrepared', data: { at, secret } }),
  // Meanwhile they may have prepared another one, whose code it was not.
  EnableTotp: ({ totp }, { shown, totpStep, recoveryDigests }, at) =>
    totp?.secret !== shown || totp.isEnabled
      ? refused('AUTH_SECOND_FACTOR_STATE')
      : saying({
          type: 'TotpEnabled',
          data: { at, recoveryDigests: [...recoveryDigests], totpStep },
        }),
  DisableTotp: (user, { type: _, ...factor }, at) => {
    if (!user.totp?.isEnabled) return refused('AUTH_SECOND_FACTOR_STATE');
    return countsFactor(user, factor)
      ? saying({ type: 'TotpDisabled', data: { at, ...factor } })
      : refused('AUTH_SECOND_FACTOR_CODE');
  },
  CreateKey: ({ keys }, { type: _, ...key }, at) =>
    keys.length >= KEYS_MAX
      ? refused('AUTH_TOO_MANY')
      : saying({ type: 'ApiKeyCreated', data: { at, ...key } }),
  RevokeKey: ({ keys }, { keyId }, at) =>
    keys.some((each) => each.keyId === keyId)
      ? saying({ type: 'ApiKeyRevoked', data: { at, keyId } })
      : refused('AUTH_KEY_NOT_FOUND'),
  ChangeRoles: (user, command, at) => {
    const roles = [...command.roles].sort();
    const isSame = roles.join() === [...user.roles].sort().join();
    return isSame ? NOTHING : saying({ type: 'RolesChanged', data: { at, roles } });
  },
  GrantAccess: (user, { access, accountId }, at) => {
    const isKnown = Object.hasOwn(user.access, accountId);
    if (isKnown && user.access[accountId] === access) return NOTHING;
    return !isKnown && Object.keys(user.access).length >= ACCESS_MAX
      ? refused('AUTH_TOO_MANY')
      : saying({ type: 'AccessGranted', data: { access, accountId, at } });
  },
  WithdrawAccess: ({ access }, { accountId }, at) =>
    Object.hasOwn(access, accountId)
      ? saying({ type: 'AccessWithdrawn', data: { accountId, at } })
      : refused('AUTH_USER_NOT_FOUND'),
};

/** Command and decision belong together, which the compiler cannot follow through a table. */
const ofActive = (user: User, command: OfActive, at: string): Decided =>
  DECISIONS[command.type](user, command as never, at);

const without = (sessions: readonly Session[], keep: string | undefined) =>
  sessions.filter(({ sessionId }) => sessionId !== keep);

function startSession(
  user: User,
  { type: _, shown, ...session }: Extract<UserCommand, { readonly type: 'StartSession' }>,
  at: string,
): Decided {
  // It was changed while it was looked at.
  if (user.password !== shown) return refused('AUTH_SIGN_IN_FAILED');
  if (!user.isEmailVerified) return refused('AUTH_EMAIL_UNVERIFIED');
  if (user.totp?.isEnabled && !countsFactor(user, session)) {
    return refused('AUTH_SECOND_FACTOR_CODE');
  }
  const tooMany = user.sessions.slice(0, Math.max(0, user.sessions.length + 1 - SESSIONS_MAX));
  return saying(...ending(tooMany, 'revoked', at), {
    type: 'SessionStarted',
    data: { at, ...session },
  });
}

function refreshSession(
  user: User,
  { sessionId, shown, next }: Extract<UserCommand, { readonly type: 'RefreshSession' }>,
  at: string,
): Decided {
  const session = sessionIn(user, sessionId, at);
  if (session === undefined) return refused('AUTH_TOKEN_INVALID');
  // Two have the same token: which of them is a thief, nobody can tell.
  if (session.used.includes(markOf(shown))) {
    return { said: ending([session], 'refresh-reused', at), refusal: 'AUTH_TOKEN_INVALID' };
  }
  if (session.refreshDigest !== shown) return refused('AUTH_TOKEN_INVALID');
  if (session.used.length >= REFRESHES_MAX) {
    return { said: ending([session], 'revoked', at), refusal: 'AUTH_TOKEN_INVALID' };
  }
  return saying({ type: 'SessionRefreshed', data: { at, refreshDigest: next, sessionId } });
}

const sessionIn = ({ sessions }: User, sessionId: string, at: string): Session | undefined =>
  sessions.find((each) => each.sessionId === sessionId && at < each.expiresAt);

const ending = (
  sessions: readonly Session[],
  reason: Data<'SessionEnded'>['reason'],
  at: string,
): readonly UserSaid[] =>
  sessions.map(({ sessionId }) => ({ type: 'SessionEnded', data: { at, reason, sessionId } }));

function countsMailToken(
  { mailTokens }: User,
  digest: string,
  purpose: Data<'MailTokenIssued'>['purpose'],
  at: string,
): boolean {
  const isIt = (token: User['mailTokens'][number]) =>
    token.purpose === purpose && token.digest === digest && at < token.expiresAt;
  return mailTokens.some(isIt);
}

/** Whether it is one that was not used before. */
function countsFactor({ totp }: User, { totpStep, recoveryCode }: Factor): boolean {
  if (!totp?.isEnabled) return false;
  if (totpStep !== undefined) return totpStep > totp.lastStep;
  return recoveryCode !== undefined && typeof totp.recoveryDigests[recoveryCode] === 'string';
}
