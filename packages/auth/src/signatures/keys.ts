import { createSecretKey, randomBytes } from 'node:crypto';
import { publicKeyOf } from '../tokens/token-keys.ts';
import type { VerificationKey } from './signature.ts';

/** A secret to sign requests with: the text itself is the key, as tools take it. By its prefix it is found when it leaks. */
export function newSigningSecret(): string {
  return `tts_${randomBytes(32).toString('base64url')}`;
}

export function hmacKeyOf(secret: string): VerificationKey {
  return { algorithm: 'hmac-sha256', secret: createSecretKey(secret, 'utf8') };
}

/** @param x the public key, 32 bytes in base64url; undefined when it is not one */
export function ed25519KeyOf(x: string): VerificationKey | undefined {
  const publicKey = publicKeyOf(x);
  return publicKey && { algorithm: 'ed25519', publicKey };
}
