import type { Data } from '@truetape/contracts';
import { networkOf } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import { acceptPassword } from '../passwords/policy.ts';
import { seal } from '../personal-data/seal.ts';
import { newMailToken, readMailToken } from '../tokens/opaque-tokens.ts';
import type { User } from '../user/user.ts';
import { byThemselves, type Visitor } from './asker.ts';
import { nameOfEmail } from './emails.ts';
import type { IdentityDesk } from './identity-desk.ts';
import { newUserId } from './new-id.ts';
import { note } from './note.ts';
import { tell, type Words } from './tell.ts';
import { type Refused, type TryRefused, tryPassword } from './trying.ts';
import type { Done } from './user-desk.ts';

type Purpose = Data<'MailTokenIssued'>['purpose'];

const DAY_MS = 24 * 60 * 60_000;
const LIFE_MS: Readonly<Record<Purpose, number>> = {
  'verify-email': DAY_MS,
  'reset-password': 60 * 60_000,
};

/**
 * Makes a user and mails them what shows that the address is theirs. Where the address has a user already, that one is
 * mailed so. The answer is the same, and does not wait for the mail; so is what it costs, and how much the log grows.
 */
export async function register(
  desk: IdentityDesk,
  { email, password }: { readonly email: string; readonly password: string },
  visitor: Visitor,
): Promise<Result<void, Refused>> {
  const accepted = await passwordAccepted(password, email, 'password');
  if (!accepted.ok) return accepted;
  const hashed = await desk.passwords.hash(password);
  if (!hashed.ok) return failed({ code: 'AUTH_BUSY' });
  if (!mayMail(desk, email, visitor)) return ok(undefined);
  return desk.alone(email, async () => {
    const known = await desk.emails.userOf(email);
    return known === undefined
      ? makeUser(desk, email, hashed.value, visitor)
      : registerAgain(desk, known, { email, hash: hashed.value }, visitor);
  });
}

async function makeUser(
  desk: IdentityDesk,
  email: string,
  hash: string,
  visitor: Visitor,
): Promise<Result<void, Refused>> {
  const { personKeys, users, now } = desk;
  const userId = newUserId();
  await personKeys.create(userId);
  const { token, digest } = newMailToken();
  const registered = await users.execute(
    userId,
    {
      type: 'Register',
      email: seal(personKeys, { personId: userId, purpose: 'email' }, email),
      password: seal(personKeys, { personId: userId, purpose: 'password' }, hash),
      mail: mailOf('verify-email', digest, now()),
    },
    await byThemselves(personKeys, userId, visitor),
  );
  if (!registered.ok) return failed({ code: registered.failure });
  tell(desk, email, letterOf('verify-email', token));
  return ok(undefined);
}

async function registerAgain(
  desk: IdentityDesk,
  known: User,
  { email, hash }: { readonly email: string; readonly hash: string },
  visitor: Visitor,
): Promise<Result<void, Refused>> {
  const { personKeys, users, now } = desk;
  const { userId } = known;
  const { token, digest } = newMailToken();
  const again = await users.execute(
    userId,
    {
      type: 'RegisterAgain',
      password: seal(personKeys, { personId: userId, purpose: 'password' }, hash),
      verify: mailOf('verify-email', digest, now()),
      reset: mailOf('reset-password', digest, now()),
    },
    await byThemselves(personKeys, userId, visitor),
  );
  if (again.ok) {
    const { isEmailVerified } = again.value.user;
    tell(desk, email, isEmailVerified ? thereAlready(token) : letterOf('verify-email', token));
    return ok(undefined);
  }
  // They were erased meanwhile, and the address is free.
  if (again.failure === 'AUTH_USER_NOT_FOUND') return makeUser(desk, email, hash, visitor);
  if (again.failure !== 'AUTH_USER_STATUS') return failed({ code: again.failure });
  await note(desk, known, visitor, 'disabled');
  return ok(undefined);
}

/**
 * The mail shows the address, and the password who has registered with it: whoever answers a mail that somebody else has
 * asked for takes over nothing of theirs.
 */
export async function verify(
  desk: IdentityDesk,
  { token, password }: { readonly token: string; readonly password: string },
  visitor: Visitor,
): Promise<Result<Done, TryRefused>> {
  const mailed = await mailedTo(desk, token);
  if (mailed === undefined) return failed({ code: 'AUTH_TOKEN_INVALID' });
  const { user, digest } = mailed;
  const { userId, password: shown } = user;
  const by = await byThemselves(desk.personKeys, userId, visitor);
  const attempt = { name: userId, network: networkOf(visitor.address), isKnown: false };
  const tried = await tryPassword(desk, user, { password, attempt, by });
  if (!tried.ok) return tried;
  const done = await desk.users.execute(userId, { type: 'VerifyEmail', digest, shown }, by);
  return done.ok ? done : failed({ code: done.failure });
}

/** Mails what a new password is chosen with, where there is somebody to get it. The log grows by one event anyhow. */
export async function requestReset(
  desk: IdentityDesk,
  email: string,
  visitor: Visitor,
): Promise<void> {
  if (!mayMail(desk, email, visitor)) return;
  const user = await desk.emails.userOf(email);
  if (user?.status === 'active') await mailReset(desk, user.userId, email, visitor);
  else await note(desk, user, visitor, user === undefined ? 'unknown' : 'disabled');
}

export async function reset(
  desk: IdentityDesk,
  { token, password }: { readonly token: string; readonly password: string },
  visitor: Visitor,
): Promise<Result<void, Refused>> {
  const accepted = await passwordAccepted(password, '', 'password');
  if (!accepted.ok) return accepted;
  const hashed = await desk.passwords.hash(password);
  if (!hashed.ok) return failed({ code: 'AUTH_BUSY' });
  const mailed = await mailedTo(desk, token);
  if (mailed === undefined) return failed({ code: 'AUTH_TOKEN_INVALID' });
  const { digest } = mailed;
  const { userId } = mailed.user;
  const by = await byThemselves(desk.personKeys, userId, visitor);
  const sealed = seal(desk.personKeys, { personId: userId, purpose: 'password' }, hashed.value);
  const command = { type: 'ResetPassword', digest, password: sealed } as const;
  const done = await desk.users.execute(userId, command, by);
  return done.ok ? ok(undefined) : failed({ code: done.failure });
}

export async function passwordAccepted(
  password: string,
  email: string,
  field: string,
): Promise<Result<void, Refused>> {
  const accepted = await acceptPassword(password, email);
  if (accepted.ok) return accepted;
  return failed({ code: 'AUTH_PASSWORD_WEAK', field, detail: WEAK[accepted.failure] });
}

const WEAK = {
  TOO_LONG: 'At most 128 characters.',
  TOO_SHORT: 'At least 10 characters.',
  IS_EMAIL: 'It is the e-mail address, or nearly.',
  COMMON: 'Many people use it, or nearly the same.',
} as const;

/** Whom the token of a mail was sent to; undefined where it does not count. */
async function mailedTo({ emails, identities }: IdentityDesk, token: string) {
  const digest = readMailToken(token);
  const user = digest === undefined ? undefined : identities.userByMailToken(digest);
  if (digest === undefined || user === undefined) return undefined;
  // Two processes may have registered the same address at once: it verifies one of them.
  return (await emails.isOwn(user)) ? { digest, user } : undefined;
}

async function mailReset(
  desk: IdentityDesk,
  userId: string,
  email: string,
  visitor: Visitor,
): Promise<void> {
  const purpose = 'reset-password';
  const { token, digest } = newMailToken();
  const { users, personKeys, now } = desk;
  const issued = await users.execute(
    userId,
    { type: 'IssueMailToken', mail: mailOf(purpose, digest, now()) },
    await byThemselves(personKeys, userId, visitor),
  );
  if (issued.ok) tell(desk, email, letterOf(purpose, token));
}

/** Whoever asks for mails to somebody again and again gets the same answer, and nothing happens. */
function mayMail({ mails, now }: IdentityDesk, email: string, { address }: Visitor): boolean {
  const mail = { name: nameOfEmail(email), network: networkOf(address), isKnown: false };
  if (mails.waitMs(mail, now()) > 0) return false;
  mails.fail(mail, now());
  return true;
}

const mailOf = (purpose: Purpose, digest: string, nowMs: number) => ({
  digest,
  expiresAt: new Date(nowMs + LIFE_MS[purpose]).toISOString(),
  purpose,
});

const thereAlready = (token: string): Words => ({
  isOfStranger: true,
  subject: 'You have an account already',
  text: `Somebody, perhaps you, has tried to register with this address, which has an account already. Sign in with it, or choose a new password with this token, within an hour:\n\n${token}\n\nIf it was not you, nothing has happened, and nothing needs to be done.`,
});

function letterOf(purpose: Purpose, token: string): Words {
  return purpose === 'verify-email'
    ? {
        isOfStranger: true,
        subject: 'Verify your e-mail address',
        text: `Your address is verified with this token and the password that you have chosen, within a day:\n\n${token}\n\nIf that password is not accepted, somebody else has registered with your address as well: register again. If you have not registered, do nothing.`,
      }
    : {
        isOfStranger: true,
        subject: 'Choose a new password',
        text: `A new password is chosen with this token, within an hour:\n\n${token}\n\nAll sessions end with it. If you have not asked for it, do nothing.`,
      };
}
