import { hash } from 'node:crypto';
import type { ErrorCode } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import type { ApiKey } from '../user/user.ts';
import { type Identities, isOver, type KeyOfUser } from './identities.ts';
import { isWithin } from './networks.ts';
import type { Principal } from './principal.ts';

export type NotKnown = Extract<ErrorCode, 'AUTH_REQUIRED'>;
export type Authenticated = Result<Principal, NotKnown>;

/** Checks an access token of a session: at once where it was checked before. */
export type ReadAccessToken = (
  token: string,
  nowMs: number,
) => Result<TokenOfSession, unknown> | Promise<Result<TokenOfSession, unknown>>;

export interface TokenOfSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
}

export interface AuthenticatorOptions {
  readonly identities: Identities;
  /** The system's clock when left out. */
  readonly clockMs?: () => number;
  /** Left out where there are no sessions. */
  readonly readAccessToken?: ReadAccessToken;
}

/** Finds who asks, and whether they still may. */
export interface Authenticator {
  readonly identities: Identities;
  readonly clockMs: () => number;
  /** @param address from where it came */
  readonly byToken: (token: string, address: string) => Authenticated | Promise<Authenticated>;
  /** Whether a principal that was found before would be found again. */
  readonly isValid: (principal: Principal) => boolean;
}

/** Longer ones are not looked at. */
const TOKEN_LENGTH_MAX = 2_048;
/** What every JWT begins with: the beginning of `{"`. */
const JWT = 'eyJ';

const NOT_KNOWN = failed('AUTH_REQUIRED' as const);

/**
 * Bearer tokens are looked up by their SHA-256: what an attacker can time is a comparison of digests that they cannot
 * steer.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { identities, clockMs = Date.now, readAccessToken } = options;
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

  const ofSession = (token: Result<TokenOfSession, unknown>): Authenticated => {
    if (!token.ok) return NOT_KNOWN;
    return identities.isValid(token.value, clockMs()) ? ok(token.value) : NOT_KNOWN;
  };

  const ofBearer = (token: string, address: string): Authenticated => {
    const found = identities.bearerOf(hash('sha256', token, 'hex'));
    if (found === undefined || isOver(found.key.expiresAt, clockMs())) return NOT_KNOWN;
    return isWithin(address, found.key.networks) ? ok(ofKey(found)) : NOT_KNOWN;
  };

  return {
    identities,
    clockMs,
    byToken: (token, address) => {
      if (token.length > TOKEN_LENGTH_MAX) return NOT_KNOWN;
      if (!token.startsWith(JWT)) return ofBearer(token, address);
      if (readAccessToken === undefined) return NOT_KNOWN;
      const read = readAccessToken(token, clockMs());
      return read instanceof Promise ? read.then(ofSession) : ofSession(read);
    },
    isValid: (principal) => identities.isValid(principal, clockMs()),
  };
}
