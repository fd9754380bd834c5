import { createPublicKey, type KeyObject } from 'node:crypto';
import { bytesOfBase64url } from '../base64url.ts';

/** The public half of a key that access tokens are signed with, as the log has it. */
export interface TokenKey {
  /** Its thumbprint (RFC 7638): no other key can have it. */
  readonly kid: string;
  /** The Ed25519 key, 32 bytes in base64url. */
  readonly x: string;
  readonly addedAtMs: number;
}

/** No token counts for longer, whatever stands in it. */
export const TOKEN_LIFE_MS_MAX = 15 * 60_000;
/** How long a key signs before the next one does. */
export const KEY_SIGNS_MS = 30 * 24 * 60 * 60_000;
/** A key is known for so long before it signs: whoever keeps `jwks.json` for a token's life knows it in time. */
export const KEY_KNOWN_FIRST_MS = TOKEN_LIFE_MS_MAX;
/** Clocks of two processes are never further apart. */
const CLOCKS_APART_MS = 1_000;

const KEY_BYTES = 32;

/** Undefined when this is not a key of Ed25519. */
export function publicKeyOf(x: string): KeyObject | undefined {
  if (bytesOfBase64url(x)?.length !== KEY_BYTES) return undefined;
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/**
 * The key that signs now: the newest that has been known for long enough. Where there is none, the oldest: nobody can
 * know of another one.
 *
 * @param keys those of which the private half is held here, in any order
 */
export function signerAt<K extends TokenKey>(keys: readonly K[], nowMs: number): K | undefined {
  const newestFirst = [...keys].sort((a, b) => b.addedAtMs - a.addedAtMs);
  const isKnown = ({ addedAtMs }: K) => addedAtMs + KEY_KNOWN_FIRST_MS <= nowMs;
  return newestFirst.find(isKnown) ?? newestFirst.at(-1);
}

/** What is to be done about the keys. */
export interface Rotation {
  /** A new key is to be made, and told. */
  readonly add: boolean;
  /** These have signed nothing that still counts. */
  readonly retire: readonly string[];
}

/**
 * A new key signs every 30 days, and is added a token's life before. What it takes over from is retired when the last
 * token that it may have signed has ended.
 *
 * @param keys all that are not retired
 * @param held the kids of those of which the private half is held here
 */
export function rotationDue(
  keys: readonly TokenKey[],
  held: ReadonlySet<string>,
  nowMs: number,
): Rotation {
  const own = keys.filter(({ kid }) => held.has(kid));
  const newestAtMs = Math.max(...own.map(({ addedAtMs }) => addedAtMs));
  const add = own.length === 0 || newestAtMs + KEY_SIGNS_MS <= nowMs;
  const signer = signerAt(own, nowMs);
  if (signer === undefined) return { add, retire: [] };
  const overAtMs = signer.addedAtMs + KEY_KNOWN_FIRST_MS + TOKEN_LIFE_MS_MAX + CLOCKS_APART_MS;
  const isOver = ({ addedAtMs }: TokenKey) => addedAtMs < signer.addedAtMs && overAtMs <= nowMs;
  return { add, retire: keys.filter(isOver).map(({ kid }) => kid) };
}

/** What `/.well-known/jwks.json` answers (RFC 7517, RFC 8037). */
export function jwksOf(keys: readonly Pick<TokenKey, 'kid' | 'x'>[]) {
  return {
    keys: keys.map(({ kid, x }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      use: 'sig',
      alg: 'EdDSA',
      kid,
      x,
    })),
  };
}
