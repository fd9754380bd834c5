import type { ErrorCode } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import type { User } from '../user/user.ts';
import type { Attempt } from './attempts.ts';
import type { IdentityDesk } from './identity-desk.ts';
import { shown } from './shown.ts';
import type { By } from './user-desk.ts';

export interface Refused {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly field?: string;
}

/** Later it may be another answer, where it says when. */
export type TryRefused = Refused & { readonly retryAfterMs?: number };

/** Counts an attempt as wrong until it is found to be right. Refused where too many were wrong before. */
export function beginAttempt(
  { attempts, now }: IdentityDesk,
  attempt: Attempt,
): Result<void, TryRefused> {
  const retryAfterMs = attempts.waitMs(attempt, now());
  if (retryAfterMs > 0) return failed({ code: 'AUTH_TOO_MANY_ATTEMPTS', retryAfterMs });
  attempts.fail(attempt, now());
  return ok(undefined);
}

/** Looks whether a password is that of a user who is known already. One that is wrong is in the log. */
export async function tryPassword(
  desk: IdentityDesk,
  user: User,
  {
    password,
    attempt,
    by,
  }: { readonly password: string; readonly attempt: Attempt; readonly by: By },
): Promise<Result<void, TryRefused>> {
  const begun = beginAttempt(desk, attempt);
  if (!begun.ok) return begun;
  const isRight = await desk.passwords.verify(password, passwordOf(desk, user));
  if (!isRight.ok) return failed({ code: 'AUTH_BUSY' });
  if (!isRight.value) {
    await desk.users.execute(user.userId, { type: 'FailSignIn', reason: 'password' }, by);
    return failed({ code: 'AUTH_SIGN_IN_FAILED', field: 'password' });
  }
  desk.attempts.succeed(attempt);
  return ok(undefined);
}

/** The hash of a user's password. */
export function passwordOf({ personKeys }: IdentityDesk, { userId, password }: User) {
  return shown(personKeys, userId, 'password', password);
}
