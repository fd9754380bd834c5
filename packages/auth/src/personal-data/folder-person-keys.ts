import { createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert, failed, ok, type Result } from '@truetape/kernel';
import { bytesOfBase64url } from '../base64url.ts';
import type { MasterKey } from './master-key.ts';
import { type NoKey, PERSON_ID_LENGTH_MAX, type PersonKeys } from './person-keys.ts';
import { makePrivateFile, replacePrivateFile, syncFolder } from './private-files.ts';

const KEY_BYTES = 32;
const WRAPPED = 'w1.';
/** What stands in the file of a person who is erased. */
const ERASED = 'erased';
/** Wrapped with the master key of this folder: another one is noticed before anything is written. */
const CHECK_FILE = 'master.check';

/** After that a key is read again: another process may have erased it. */
const FRESH_MS = 500;
const CACHED_MAX = 10_000;

interface Cached {
  readonly key: KeyObject;
  readonly readAtMs: number;
  /** Whether this process has brought it to the disk, or made sure that it is there. */
  readonly isOnDisk: boolean;
}

export const hasPersonKeys = (folder: string) => textIn(join(folder, CHECK_FILE)) !== undefined;

/**
 * Keys in a folder, a file for each person, wrapped with the master key. Any number of processes may use the folder at
 * once.
 *
 * @returns a failure as one line for the operator, above all when the folder was made with another master key
 */
export async function openFolderPersonKeys(
  folder: string,
  masterKey: MasterKey,
): Promise<Result<PersonKeys, string>> {
  const check = join(folder, CHECK_FILE);
  try {
    if (!hasPersonKeys(folder)) {
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      if (made !== undefined) await syncFolder(dirname(made));
      await makePrivateFile(check, newKey(masterKey, CHECK_FILE));
    }
    return unwrapped(masterKey, CHECK_FILE, textIn(check) ?? '') === undefined
      ? failed(`The keys in ${folder} were made with another master key.`)
      : ok(new FolderPersonKeys(folder, masterKey));
  } catch (error) {
    return failed(`The folder of keys ${folder} cannot be used: ${(error as Error).message}`);
  }
}

class FolderPersonKeys implements PersonKeys {
  readonly #folder: string;
  readonly #masterKey: MasterKey;
  /** What was read first, first. */
  readonly #cache = new Map<string, Cached>();

  constructor(folder: string, masterKey: MasterKey) {
    this.#folder = folder;
    this.#masterKey = masterKey;
  }

  async create(personId: string): Promise<Result<void, 'ERASED'>> {
    if (this.keyOf(personId).ok && this.#cache.get(personId)?.isOnDisk) return ok(undefined);
    const file = this.#fileOf(personId);
    const isMade = await makePrivateFile(file, newKey(this.#masterKey, nameOf(personId)));
    if (!isMade) await syncFile(file);
    const key = this.#read(personId, true);
    if (key.ok) return ok(undefined);
    if (key.failure === 'ERASED') return failed(key.failure);
    throw new Error(`The key ${file} is there and cannot be read.`);
  }

  keyOf(personId: string): Result<KeyObject, NoKey> {
    const cached = this.#cache.get(personId);
    return cached !== undefined && performance.now() - cached.readAtMs < FRESH_MS
      ? ok(cached.key)
      : this.#read(personId, cached?.isOnDisk ?? false);
  }

  async erase(personId: string): Promise<void> {
    const file = this.#fileOf(personId);
    const key = await openIfThere(file);
    try {
      await replacePrivateFile(file, `${ERASED}\n`);
      this.#cache.delete(personId);
      // It has no name any more; nor shall its bytes be found where they were, as far as the file system has a say in it.
      if (key !== undefined) await overwrite(key);
    } finally {
      await key?.close();
    }
  }

  #read(personId: string, isOnDisk: boolean): Result<KeyObject, NoKey> {
    // Who has opened a file while it was erased may find it overwritten; the next one finds what stands there now.
    const first = this.#readOnce(personId);
    const key = first.ok || first.failure !== 'DAMAGED' ? first : this.#readOnce(personId);
    this.#cache.delete(personId);
    if (key.ok) this.#keep(personId, { key: key.value, readAtMs: performance.now(), isOnDisk });
    return key;
  }

  #readOnce(personId: string): Result<KeyObject, NoKey> {
    let text: string | undefined;
    try {
      text = textIn(this.#fileOf(personId));
    } catch {
      return failed('DAMAGED');
    }
    if (text === undefined) return failed('MISSING');
    if (text === ERASED) return failed('ERASED');
    const bytes = unwrapped(this.#masterKey, nameOf(personId), text);
    return bytes === undefined ? failed('DAMAGED') : ok(createSecretKey(bytes));
  }

  #keep(personId: string, cached: Cached): void {
    this.#cache.set(personId, cached);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= CACHED_MAX) break;
      this.#cache.delete(oldest);
    }
  }

  #fileOf(personId: string): string {
    assert(personId.length <= PERSON_ID_LENGTH_MAX, 'the id of a person is short');
    return join(this.#folder, nameOf(personId));
  }
}

/** A digest is a name on every file system, and leads nowhere else, whatever the id is. */
const nameOf = (personId: string) => `${hash('sha256', personId, 'hex')}.key`;

/** What a file of a key says: `w1.` and base64url. It is wrapped for its name, so that none can be put in place of another. */
function newKey(masterKey: MasterKey, name: string): string {
  const wrapped = masterKey.wrapFor(name).wrap(randomBytes(KEY_BYTES));
  return `${WRAPPED}${wrapped.toString('base64url')}\n`;
}

function unwrapped(masterKey: MasterKey, name: string, text: string): Buffer | undefined {
  if (!text.startsWith(WRAPPED)) return undefined;
  const bytes = bytesOfBase64url(text.slice(WRAPPED.length));
  return bytes && masterKey.wrapFor(name).unwrap(bytes);
}

/** Undefined when there is no such file. */
function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function overwrite(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  await file.write(randomBytes(size), 0, size, 0);
  await file.sync();
}

/** Another process has made it, and may not have come to this yet. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}
