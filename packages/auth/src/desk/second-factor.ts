import { unseal } from '../personal-data/seal.ts';
import { recoveryIndexOf } from '../second-factor/recovery-codes.ts';
import { acceptedStep } from '../second-factor/totp.ts';
import type { Factor } from '../user/command.ts';
import type { User } from '../user/user.ts';
import type { IdentityDesk } from './identity-desk.ts';

const TOTP_CODE = /^[0-9]{6}$/;

/**
 * What a code is: the step of an authenticator or one of the recovery codes, none used before. Nothing where no second
 * factor is asked for; undefined where the code is not right.
 */
export function factorOf(
  desk: IdentityDesk,
  user: User,
  code: string | undefined,
): Factor | undefined {
  const { totp } = user;
  if (!totp?.isEnabled) return {};
  if (code === undefined) return undefined;
  if (TOTP_CODE.test(code)) {
    const totpStep = stepOf(desk, user, code);
    return totpStep === undefined ? undefined : { totpStep };
  }
  const digests = totp.recoveryDigests.map((digest) => digest ?? '');
  const recoveryCode = recoveryIndexOf(code, digests);
  return recoveryCode === undefined ? undefined : { recoveryCode };
}

/** The step that a code of the authenticator is for; undefined where it is none of now, or not later than the last. */
export function stepOf(
  { personKeys, now }: IdentityDesk,
  { userId, totp }: User,
  code: string,
): number | undefined {
  if (totp === undefined) return undefined;
  const secret = unseal(personKeys, { personId: userId, purpose: 'totp' }, totp.secret);
  return secret.ok ? acceptedStep(secret.value, code, now(), totp.lastStep) : undefined;
}
