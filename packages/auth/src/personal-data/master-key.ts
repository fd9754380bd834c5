import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { failed, ok, type Result } from '@truetape/kernel';
import { bytesOfBase64url } from '../base64url.ts';
import { decrypt, encrypt } from './aes-gcm.ts';
import { makePrivateFile } from './private-files.ts';

/** What keys at rest are encrypted with, so that a copy of their folder alone opens nothing. */
export interface MasterKey {
  /** For keys of one kind, or for one key: what was wrapped for another `context` is not unwrapped for this one. */
  readonly wrapFor: (context: string) => Wrap;
}

export interface Wrap {
  readonly wrap: (bytes: Uint8Array) => Buffer;
  /** Undefined when it was wrapped otherwise, or is not what it was. */
  readonly unwrap: (wrapped: Uint8Array) => Buffer | undefined;
}

const KEY_BYTES = 32;

/**
 * Reads the master key: 32 random bytes, in base64url, in a file that only its owner can read.
 *
 * @param make makes the file where there is none
 * @returns a failure as one line for the operator
 */
export async function openMasterKey(
  path: string,
  { make }: { readonly make: boolean },
): Promise<Result<MasterKey, string>> {
  try {
    if (make) await makePrivateFile(path, `${randomBytes(KEY_BYTES).toString('base64url')}\n`);
    const bytes = bytesOfBase64url((await readFile(path, 'utf8')).trim());
    return bytes?.length === KEY_BYTES
      ? ok(masterKeyOf(createSecretKey(bytes)))
      : failed(`The master key ${path} is not ${KEY_BYTES} bytes in base64url.`);
  } catch (error) {
    return failed(`The master key ${path} cannot be used: ${(error as Error).message}`);
  }
}

function masterKeyOf(key: KeyObject): MasterKey {
  return {
    wrapFor: (context) => ({
      wrap: (bytes) => encrypt(key, context, bytes),
      unwrap: (wrapped) => decrypt(key, context, wrapped),
    }),
  };
}
