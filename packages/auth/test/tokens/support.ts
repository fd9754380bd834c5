import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { publicKeyOf, type SigningKey } from '../../src/index.ts';

export const REALM = { issuer: 'https://venue.example', audience: 'https://venue.example' };
export const SESSION = { userId: 'user-1', sessionId: 'session-1' };
export const NOW_MS = 1_800_000_000_000;

/** A key that is in no folder. */
export function newKey(kid = 'key-1'): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { kid, x: privateKey.export({ format: 'jwk' }).x ?? '', privateKey };
}

/** How a verifier finds these keys. */
export function keyring(...keys: readonly SigningKey[]) {
  const xOf = (kid: string) => keys.find((key) => key.kid === kid)?.x;
  return { xOf, keyOf: (kid: string) => publicKeyOf(xOf(kid) ?? '') };
}

const encoded = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A token of any parts, as somebody makes it who has the key: parts that are text are taken as they are. */
export function signedToken(header: unknown, claims: unknown, key: KeyObject): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
}

/** The same by HMAC, with whatever is taken for the secret. */
export function hmacToken(header: unknown, claims: unknown, secret: string | Buffer): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

export const unsignedToken = (header: unknown, claims: unknown, signature = '') =>
  `${encoded(header)}.${encoded(claims)}.${signature}`;
