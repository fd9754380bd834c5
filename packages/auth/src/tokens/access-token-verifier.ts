import { hash, type KeyObject } from 'node:crypto';
import { failed, ok, type Result } from '@truetape/kernel';
import { type Turns, verifying } from '../turns.ts';
import {
  type AccessToken,
  TOKEN_LENGTH_MAX,
  type TokenFailure,
  type TokenRealm,
  verifyAccessToken,
} from './access-tokens.ts';
import { publicKeyOf } from './token-keys.ts';

export interface AccessTokenVerifierOptions extends TokenRealm {
  /** The public half of a key that is not retired, 32 bytes in base64url. Asked each time. */
  readonly publicKeyOf: (kid: string) => string | undefined;
  /** How many tokens are remembered; the oldest is forgotten first. */
  readonly rememberedMax?: number;
  /** Those of the process when left out. */
  readonly turns?: Turns;
}

/** Too many tokens wait to be looked at: `UNAVAILABLE` says nothing about this one. */
export type Verified = Result<AccessToken, TokenFailure | 'UNAVAILABLE'>;

export interface AccessTokenVerifier {
  /** At once for a token that was valid before: then it costs a hash. */
  readonly verify: (token: string, nowMs: number) => Verified | Promise<Verified>;
}

const REMEMBERED_MAX = 10_000;

/** Remembers tokens that were valid by their digests, and asks each time whether key and time still are. */
export function createAccessTokenVerifier(
  options: AccessTokenVerifierOptions,
): AccessTokenVerifier {
  const { rememberedMax = REMEMBERED_MAX, turns = verifying } = options;
  const remembered = new Map<string, AccessToken>();
  /** A token that comes many times at once is looked at once. */
  const looking = new Map<string, Promise<Verified>>();
  const keyOf = rememberedKeys(options.publicKeyOf);

  const remember = (digest: string, token: AccessToken) => {
    const [oldest] = remembered.size < rememberedMax ? [] : remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(digest, token);
  };
  const look = (token: string, digest: string, nowMs: number): Verified | Promise<Verified> => {
    const looked = turns.take(async (): Promise<Verified> => {
      try {
        const verified = await verifyAccessToken(token, { ...options, keyOf, nowMs });
        if (verified.ok) remember(digest, verified.value);
        return verified;
      } finally {
        looking.delete(digest);
      }
    });
    if (looked === undefined) return failed('UNAVAILABLE');
    looking.set(digest, looked);
    return looked;
  };
  return {
    verify: (token, nowMs) => {
      if (token.length > TOKEN_LENGTH_MAX) return failed('INVALID');
      const digest = hash('sha256', token, 'binary');
      const known = remembered.get(digest);
      if (known === undefined) return looking.get(digest) ?? look(token, digest, nowMs);
      if (nowMs >= known.expiresAtMs) return failed('EXPIRED');
      return options.publicKeyOf(known.kid) === undefined ? failed('INVALID') : ok(known);
    },
  };
}

/** A key is made of its text once: that takes longer than to verify with it. */
function rememberedKeys(xOf: (kid: string) => string | undefined) {
  const keys = new Map<string, { readonly x: string; readonly key: KeyObject | undefined }>();
  return (kid: string): KeyObject | undefined => {
    const x = xOf(kid);
    if (x === undefined) {
      keys.delete(kid);
      return undefined;
    }
    const known = keys.get(kid);
    if (known?.x === x) return known.key;
    const key = publicKeyOf(x);
    keys.set(kid, { x, key });
    return key;
  };
}
