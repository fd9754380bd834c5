import type { ErrorCode, TokensAnswer } from '@truetape/contracts';
import { networkOf } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import { seal } from '../personal-data/seal.ts';
import type { Factor } from '../user/command.ts';
import type { User } from '../user/user.ts';
import { byThemselves, type Visitor } from './asker.ts';
import type { Attempt } from './attempts.ts';
import { nameOfEmail } from './emails.ts';
import type { IdentityDesk } from './identity-desk.ts';
import { isKnownNetwork } from './known-network.ts';
import { newSessionId } from './new-id.ts';
import { type NotIn, note } from './note.ts';
import { factorOf } from './second-factor.ts';
import { newTokens, SESSION_LIFE_MS, tokensOf } from './session-tokens.ts';
import { passwordOf, type TryRefused } from './trying.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly device?: string | undefined;
}

/**
 * Begins a session. Whether there is a user of that address is not told by what is answered, nor by how long it takes:
 * the password of nobody is looked at as long as any other.
 */
export async function signIn(
  desk: IdentityDesk,
  asked: SignIn,
  visitor: Visitor,
): Promise<Result<TokensAnswer, TryRefused>> {
  const { attempts, passwords, now } = desk;
  const user = await desk.emails.userOf(asked.email);
  const attempt = attemptOf(desk, user, asked.email, visitor);
  const waitMs = attempts.waitMs(attempt, now());
  if (waitMs > 0) return failed({ code: 'AUTH_TOO_MANY_ATTEMPTS', retryAfterMs: waitMs });
  const stored = user === undefined ? undefined : passwordOf(desk, user);
  const isRight = await passwords.verify(asked.password, stored);
  if (!isRight.ok) return failed({ code: 'AUTH_BUSY' });
  if (user === undefined || !isRight.value) {
    return refuse(desk, user, attempt, visitor, user === undefined ? 'unknown' : 'password');
  }
  if (user.status !== 'active') return refuse(desk, user, attempt, visitor, 'disabled');
  if (!user.isEmailVerified) {
    await note(desk, user, visitor, 'unverified');
    return failed({ code: 'AUTH_EMAIL_UNVERIFIED' });
  }
  const factor = factorOf(desk, user, asked.code);
  if (user.totp?.isEnabled && asked.code === undefined) {
    await note(desk, user, visitor, 'second-factor');
    return failed({ code: 'AUTH_SECOND_FACTOR_REQUIRED' });
  }
  if (factor === undefined) return refuse(desk, user, attempt, visitor, 'second-factor');
  const started = await start(desk, user, { ...asked, factor }, visitor);
  if (!started.ok) {
    const reason = NOT_STARTED[started.failure];
    return reason === undefined
      ? failed({ code: started.failure })
      : refuse(desk, user, attempt, visitor, reason);
  }
  attempts.succeed(attempt);
  if (stored !== undefined && passwords.isOutdated(stored)) void rehash(desk, user, asked, visitor);
  return started;
}

/** What was right when it was looked at, and was not any more when the session should begin. */
const NOT_STARTED: Partial<Record<ErrorCode, NotIn>> = {
  AUTH_SECOND_FACTOR_CODE: 'second-factor',
  AUTH_SIGN_IN_FAILED: 'password',
  AUTH_USER_STATUS: 'disabled',
  AUTH_USER_NOT_FOUND: 'disabled',
};

async function start(
  desk: IdentityDesk,
  { userId, password }: User,
  { device, factor }: SignIn & { readonly factor: Factor },
  visitor: Visitor,
) {
  const { users, personKeys, now } = desk;
  const sessionId = newSessionId();
  const session = { userId, sessionId };
  const signer = await desk.tokenKeys.signer();
  const { refresh, access } = await newTokens(desk, session, signer);
  const by = await byThemselves(personKeys, userId, visitor);
  const expiresAt = new Date(now() + SESSION_LIFE_MS).toISOString();
  const sealedFor = { personId: userId, purpose: 'device' };
  const done = await users.execute(
    userId,
    {
      type: 'StartSession',
      ...(device === undefined ? {} : { device: seal(personKeys, sealedFor, device) }),
      expiresAt,
      ...factor,
      refreshDigest: refresh.digest,
      sessionId,
      shown: password,
    },
    { ...by, actor: { ...by.actor, requestId: visitor.requestId, sessionId, userId } },
  );
  return done.ok
    ? ok(tokensOf(session, { access, refresh: refresh.token, expiresAt }))
    : failed(done.failure);
}

async function refuse(
  desk: IdentityDesk,
  user: User | undefined,
  attempt: Attempt,
  visitor: Visitor,
  reason: NotIn,
): Promise<Result<never, TryRefused>> {
  desk.attempts.fail(attempt, desk.now());
  await note(desk, user, visitor, reason);
  return failed({ code: 'AUTH_SIGN_IN_FAILED' });
}

async function rehash(
  { passwords, personKeys, users, onTrouble }: IdentityDesk,
  { userId, password: shown }: User,
  { password }: SignIn,
  visitor: Visitor,
): Promise<void> {
  try {
    const hashed = await passwords.hash(password);
    if (!hashed.ok) return;
    const sealed = seal(personKeys, { personId: userId, purpose: 'password' }, hashed.value);
    const by = await byThemselves(personKeys, userId, visitor);
    await users.execute(userId, { type: 'RehashPassword', shown, password: sealed }, by);
  } catch (error) {
    onTrouble('a password was not hashed anew', error);
  }
}

function attemptOf(
  { personKeys }: IdentityDesk,
  user: User | undefined,
  email: string,
  { address }: Visitor,
): Attempt {
  const network = networkOf(address);
  const isKnown = user !== undefined && isKnownNetwork(personKeys, user, network);
  return { name: nameOfEmail(email), network, isKnown };
}
