import { createPrivateKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, type Result } from '@truetape/kernel';
import { bytesOfBase64url } from '../base64url.ts';
import type { Wrap } from '../personal-data/master-key.ts';
import { writePrivately } from '../private-file.ts';

/** Signs access tokens. The private half never leaves this process but wrapped. */
export interface SigningKey {
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  /** The public half, 32 bytes in base64url. */
  readonly x: string;
  readonly privateKey: KeyObject;
}

/** Keys are added every 30 days and taken out soon after: this many are a mistake. */
const KEYS_MAX = 100;
const FILE = /^(?<kid>[A-Za-z0-9_-]{43})\.key$/;

/** `DATA_DIR/token-keys`: one file for each private key, and none for what is only known of others. */
export function signingKeysFolder(dataDir: string): string {
  return join(dataDir, 'token-keys');
}

/**
 * Makes a key. It is on disk when this returns, so that no event tells of one that is lost.
 *
 * @throws Error as the file system gives it
 */
export function createSigningKey(folder: string, { wrap }: Wrap): SigningKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = signingKeyOf(generateKeyPairSync('ed25519').privateKey);
  const secret = key.privateKey.export({ format: 'der', type: 'pkcs8' });
  writePrivately(fileOf(folder, key.kid), `${Buffer.from(wrap(secret)).toString('base64url')}\n`);
  secret.fill(0);
  return key;
}

/** Every key of the folder, by name. The failure is one line for the operator, and tells nothing of a key. */
export function readSigningKeys(folder: string, wrap: Wrap): Result<SigningKey[], string> {
  const kids = kidsIn(folder);
  if (kids.length > KEYS_MAX) return failed(`There are more than ${KEYS_MAX} keys in ${folder}.`);
  const keys: SigningKey[] = [];
  for (const kid of kids) {
    const key = readSigningKey(folder, kid, wrap);
    if (key === undefined) {
      return failed(`${fileOf(folder, kid)} is damaged, or was wrapped by another master key.`);
    }
    keys.push(key);
  }
  return ok(keys);
}

/** Takes it from the disk. What it has signed is no less valid: that is over when the public half is retired. */
export function removeSigningKey(folder: string, kid: string): void {
  if (FILE.test(`${kid}.key`)) rmSync(fileOf(folder, kid), { force: true });
}

function kidsIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kids = readdirSync(folder).map((name) => FILE.exec(name)?.groups?.kid);
  return kids.filter((kid) => kid !== undefined).sort();
}

function readSigningKey(folder: string, kid: string, { unwrap }: Wrap): SigningKey | undefined {
  const wrapped = bytesOfBase64url(readFileSync(fileOf(folder, kid), 'utf8').trimEnd());
  const secret = wrapped && unwrap(wrapped);
  if (secret === undefined) return undefined;
  try {
    const der = Buffer.from(secret);
    const key = signingKeyOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
    // A file under another name would sign as somebody else.
    return key.kid === kid ? key : undefined;
  } catch {
    return undefined;
  }
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const { x = '' } = privateKey.export({ format: 'jwk' });
  return { kid: thumbprintOf(x), x, privateKey };
}

/** RFC 7638: the members that make the key, in their order, without spaces. */
function thumbprintOf(x: string): string {
  return hash('sha256', `{"crv":"Ed25519","kty":"OKP","x":"${x}"}`, 'base64url');
}

const fileOf = (folder: string, kid: string) => join(folder, `${kid}.key`);
