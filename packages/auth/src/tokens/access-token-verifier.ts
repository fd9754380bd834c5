import { hash } from 'node:crypto';
import { failed, ok, type Result } from '@truetape/kernel';
import {
  type AccessToken,
  type TokenFailure,
  type TokenRealm,
  verifyAccessToken,
} from './access-tokens.ts';

export interface AccessTokenVerifierOptions extends TokenRealm {
  /** The public half of a key that is not retired, 32 bytes in base64url. */
  readonly publicKeyOf: (kid: string) => string | undefined;
  /** How many tokens are remembered; the oldest is forgotten first. */
  readonly rememberedMax?: number;
}

export interface AccessTokenVerifier {
  /** At once for a token that was valid before: then it costs a hash. */
  readonly verify: (
    token: string,
    nowMs: number,
  ) => Result<AccessToken, TokenFailure> | Promise<Result<AccessToken, TokenFailure>>;
}

interface Remembered extends AccessToken {
  readonly kid: string;
}

/** Remembers tokens that were valid by their digests, and asks each time whether key and time still are. */
export function createAccessTokenVerifier(
  options: AccessTokenVerifierOptions,
): AccessTokenVerifier {
  const { rememberedMax = 10_000, publicKeyOf } = options;
  const remembered = new Map<string, Remembered>();
  const remember = (digest: string, token: Remembered) => {
    if (remembered.size >= rememberedMax) {
      const [oldest] = remembered.keys();
      if (oldest !== undefined) remembered.delete(oldest);
    }
    remembered.set(digest, token);
  };
  const verifyFirst = async (token: string, digest: string, nowMs: number) => {
    const verified = await verifyAccessToken(token, { ...options, nowMs });
    if (verified.ok) remember(digest, verified.value);
    return verified;
  };
  return {
    verify: (token, nowMs) => {
      if (token.length > 1_024) return failed('INVALID');
      const digest = hash('sha256', token, 'binary');
      const known = remembered.get(digest);
      if (known === undefined) return verifyFirst(token, digest, nowMs);
      if (nowMs < known.expiresAtMs && publicKeyOf(known.kid) !== undefined) return ok(known);
      remembered.delete(digest);
      return failed(nowMs < known.expiresAtMs ? 'INVALID' : 'EXPIRED');
    },
  };
}
