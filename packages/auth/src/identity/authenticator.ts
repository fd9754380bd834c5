import { hash } from 'node:crypto';
import type { ErrorCode } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { SIGNATURE_FAILURES } from '../signatures/failure-details.ts';
import type { Checked } from '../signatures/signature-check.ts';
import type { SignedRequest } from '../signatures/signature-form.ts';
import type { Verified } from '../tokens/access-token-verifier.ts';
import type { ApiKey } from '../user/user.ts';
import { type Identities, isOver, type KeyOfUser } from './identities.ts';
import { isWithin } from './networks.ts';
import type { Principal } from './principal.ts';

export type NotKnown = Extract<
  ErrorCode,
  'AUTH_REQUIRED' | 'AUTH_SIGNATURE' | 'SERVICE_UNAVAILABLE'
>;
export type Authenticated = Result<Principal, NotKnown>;
export type Signed = Result<
  Signer,
  { readonly code: NotKnown /** For people: what is wrong. */; readonly detail: string }
>;

/** Who signed a request, and the SHA-256 of the body that they signed, in base64. */
export interface Signer {
  readonly principal: Principal;
  readonly bodyDigest: string;
}

export interface AuthenticatorOptions {
  readonly identities: Identities;
  /** The system's clock when left out. */
  readonly clockMs?: () => number;
  /** Checks an access token of a session, at once where it was checked before. Left out where there are no sessions. */
  readonly verifyToken?: (token: string, nowMs: number) => Verified | Promise<Verified>;
  /** Left out where no request is signed. */
  readonly checkSignature?: (request: SignedRequest, nowMs: number) => Checked | Promise<Checked>;
}

/** Finds who asks, and whether they still may. */
export interface Authenticator {
  readonly identities: Identities;
  readonly clockMs: () => number;
  /** @param address from where it came */
  readonly byToken: (token: string, address: string) => Authenticated | Promise<Authenticated>;
  readonly bySignature: (request: SignedRequest, address: string) => Signed | Promise<Signed>;
  /** Whether a principal that was found before would be found again. */
  readonly isValid: (principal: Principal) => boolean;
}

/** Longer ones are not looked at. */
const TOKEN_LENGTH_MAX = 2_048;
/** What every JWT begins with: the beginning of `{"`. */
const JWT = 'eyJ';

const NOT_KNOWN = failed('AUTH_REQUIRED' as const);
const NOT_NOW = failed('SERVICE_UNAVAILABLE' as const);

function notSigned(failure: keyof typeof SIGNATURE_FAILURES): Signed {
  const code = failure === 'UNAVAILABLE' ? 'SERVICE_UNAVAILABLE' : 'AUTH_SIGNATURE';
  return failed({ code, detail: SIGNATURE_FAILURES[failure] });
}

/**
 * Bearer tokens are looked up by their SHA-256: what an attacker can time is a comparison of digests that they cannot
 * steer.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { identities, clockMs = Date.now, verifyToken, checkSignature } = options;
  /** A key is the same principal every time. */
  const principals = new WeakMap<ApiKey, Principal>();

  const ofKey = ({ user, key }: KeyOfUser): Principal => {
    const known = principals.get(key);
    if (known !== undefined) return known;
    const { keyId, expiresAt } = key;
    const expiresAtMs = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
    const principal = { userId: user.userId, keyId, expiresAtMs };
    principals.set(key, principal);
    return principal;
  };

  const counts = ({ key }: KeyOfUser, address: string): boolean =>
    !isOver(key.expiresAt, clockMs()) && isWithin(address, key.networks);

  const ofSession = (token: Verified): Authenticated => {
    if (!token.ok) return token.failure === 'UNAVAILABLE' ? NOT_NOW : NOT_KNOWN;
    const { userId, sessionId, kid: tokenKid, expiresAtMs } = token.value;
    const principal = { userId, sessionId, tokenKid, expiresAtMs };
    return identities.isValid(principal, clockMs()) ? ok(principal) : NOT_KNOWN;
  };

  const ofBearer = (token: string, address: string): Authenticated => {
    const found = identities.bearerOf(hash('sha256', token, 'hex'));
    return found !== undefined && counts(found, address) ? ok(ofKey(found)) : NOT_KNOWN;
  };

  const ofSigned = (checked: Checked, address: string): Signed => {
    if (!checked.ok) return notSigned(checked.failure);
    const { keyId, validUntilMs, bodyDigest } = checked.value;
    const found = identities.keyOf(keyId);
    if (found === undefined || !counts(found, address)) return notSigned('UNKNOWN_KEY');
    return ok({ principal: { ...ofKey(found), validUntilMs }, bodyDigest });
  };

  return {
    identities,
    clockMs,
    byToken: (token, address) => {
      if (token.length > TOKEN_LENGTH_MAX) return NOT_KNOWN;
      if (!token.startsWith(JWT)) return ofBearer(token, address);
      if (verifyToken === undefined) return NOT_KNOWN;
      const verified = verifyToken(token, clockMs());
      return verified instanceof Promise ? verified.then(ofSession) : ofSession(verified);
    },
    bySignature: (request, address) => {
      if (checkSignature === undefined) return notSigned('UNKNOWN_KEY');
      const checked = checkSignature(request, clockMs());
      return checked instanceof Promise
        ? checked.then((later) => ofSigned(later, address))
        : ofSigned(checked, address);
    },
    isValid: (principal) => identities.isValid(principal, clockMs()),
  };
}
