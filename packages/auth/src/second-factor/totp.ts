import { timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands (RFC 6238): SHA-1, six digits, thirty seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const STEP_MS = FORM.period * 1_000;
/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;
const ISSUER = 'Truetape';
/** Steps that a clock may be off, and that a person may take to type. */
const WINDOW = 1;

/** A new secret, in base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an app reads from a QR code: `otpauth://totp/Truetape:…`. It holds the secret. */
export function uriOf(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/**
 * The step of thirty seconds that a code belongs to; undefined when it is not one of now, or not later than `lastStep`,
 * the last one that was accepted: keep what is returned, and each code counts once.
 */
export function acceptedStep(
  secret: string,
  code: string,
  nowMs: number,
  lastStep: number,
): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const totp = totpOf(secret, '');
  const now = Math.floor(nowMs / STEP_MS);
  // The latest one first: should two steps have the same code, it is used up for both.
  for (let step = now + WINDOW; step >= now - WINDOW && step > lastStep; step -= 1) {
    const expected = totp.generate({ timestamp: step * STEP_MS });
    if (timingSafeEqual(Buffer.from(expected), Buffer.from(code))) return step;
  }
  return undefined;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ ...FORM, issuer: ISSUER, label, secret: Secret.fromBase32(secret) });
}
