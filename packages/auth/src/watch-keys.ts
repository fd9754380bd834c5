import { stat } from 'node:fs/promises';
import { ok, type Result } from '@truetape/kernel';
import type { Logger } from '@truetape/observability';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { readKeysFile } from './keys-file.ts';

/** The keys of a file, as the file is. */
export interface WatchedKeys extends KeyRing {
  readonly stop: () => void;
}

/** With what a connection takes to ask again, a key that is taken away counts no more within a second. */
const LOOK_MS = 250;

/**
 * Reads the keys, and again whenever the file is another one. One that cannot be read changes nothing: the keys before it
 * count on, and the log says so once.
 */
export function watchKeys(path: string, logger: Logger): Result<WatchedKeys, string> {
  const keys = readKeysFile(path);
  if (!keys.ok) return keys;
  const ring = createKeyRing(keys.value);
  let seen: string | undefined;
  let isLooking = false;

  const look = async () => {
    const version = await versionOf(path);
    if (version === seen) return;
    seen = version;
    const later = readKeysFile(path);
    if (later.ok) ring.replace(later.value);
    else logger.error({ reason: later.failure }, 'the keys before this file count on');
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, LOOK_MS);
  timer.unref();
  return ok({ ...ring, stop: () => clearInterval(timer) });
}

/** Another one for each content, taken before the content is read. */
async function versionOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    return (error as Error).message;
  }
}
