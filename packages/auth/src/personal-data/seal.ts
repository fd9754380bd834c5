import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { assert, failed, ok, type Result } from '@truetape/kernel';
import { bytesOfBase64url } from '../base64url.ts';
import { decrypt, encrypt, OVERHEAD_BYTES } from './aes-gcm.ts';
import type { PersonKeys } from './person-keys.ts';

/** Whose data it is, and what it is used for: `{ personId: 'u-17', purpose: 'email' }`. */
export interface SealedFor {
  readonly personId: string;
  readonly purpose: string;
}

const VERSION = 's1';
const PREFIX = `${VERSION}.`;

/** Characters of a sealed text, as `values.sealed` has it. */
export const SEALED_LENGTH_MAX = 4_096;
/** UTF-8 bytes of a text that can be sealed. */
export const SEALABLE_BYTES_MAX =
  Math.floor(((SEALED_LENGTH_MAX - PREFIX.length) * 3) / 4) - OVERHEAD_BYTES;

/**
 * Encrypts a text (AES-256-GCM) for the log: `s1.` and base64url, another one each time. It can be read as this person's
 * and for this purpose only. What is sealed for somebody who is erased meanwhile can be read by nobody.
 *
 * The key was made before, and the text has at most {@link SEALABLE_BYTES_MAX} bytes: both are asserted.
 */
export function seal(keys: PersonKeys, sealedFor: SealedFor, text: string): string {
  const plain = Buffer.from(text);
  assert(plain.length <= SEALABLE_BYTES_MAX, 'what is sealed is short');
  return (
    PREFIX + encrypt(sealingKey(keys, sealedFor), contextOf(sealedFor), plain).toString('base64url')
  );
}

/**
 * The text again. `ERASED`: its key is not there, or not any more. `DAMAGED`: it is not what was sealed for this person
 * and purpose, or its key is not what it was.
 */
export function unseal(
  keys: PersonKeys,
  sealedFor: SealedFor,
  sealed: string,
): Result<string, 'ERASED' | 'DAMAGED'> {
  const bytes = sealed.startsWith(PREFIX)
    ? bytesOfBase64url(sealed.slice(PREFIX.length))
    : undefined;
  if (bytes === undefined) return failed('DAMAGED');
  const key = keys.keyOf(sealedFor.personId);
  if (!key.ok) return failed(key.failure === 'DAMAGED' ? 'DAMAGED' : 'ERASED');
  const plain = decrypt(key.value, contextOf(sealedFor), bytes);
  return plain === undefined ? failed('DAMAGED') : ok(plain.toString());
}

function sealingKey(keys: PersonKeys, { personId }: SealedFor): KeyObject {
  const key = keys.keyOf(personId);
  if (key.ok) return key.value;
  assert(key.failure === 'ERASED', 'a key is made before anything is sealed with it');
  return createSecretKey(randomBytes(32));
}

/** JSON, for two ids next to each other could be cut elsewhere. */
const contextOf = ({ personId, purpose }: SealedFor) =>
  JSON.stringify([VERSION, personId, purpose]);
