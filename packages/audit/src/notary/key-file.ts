import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writePrivately } from '@truetape/auth';
import { failed, ok, type Result } from '@truetape/kernel';

/** Makes an Ed25519 key that only its owner can read: PKCS #8 in PEM, as `openssl genpkey -algorithm ed25519` does. */
export function makeKeyFile(path: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  writePrivately(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return privateKey;
}

/** Reads an Ed25519 key. The failure is one line and never holds a part of the file. */
export function readKeyFile(path: string): Result<KeyObject, string> {
  return readKey(path, createPrivateKey);
}

/** Reads the public half of an Ed25519 key: SPKI in PEM, as `openssl pkey -pubout` prints it. */
export function readPublicKeyFile(path: string): Result<KeyObject, string> {
  return readKey(path, createPublicKey);
}

export function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

function readKey(path: string, create: (pem: string) => KeyObject): Result<KeyObject, string> {
  try {
    const key = create(readFileSync(path, 'utf8'));
    return key.asymmetricKeyType === 'ed25519' ? ok(key) : failed(`${path} is no Ed25519 key.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isFileSystem = code?.startsWith('E') === true && !code.startsWith('ERR_');
    return failed(isFileSystem ? `${path} cannot be read (${code}).` : `${path} is no key in PEM.`);
  }
}
