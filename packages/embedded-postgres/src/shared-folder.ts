import { chmod, lstat, mkdir } from 'node:fs/promises';
import { errorCode, unsupportedError } from './postgres-error.ts';
import { canEnter } from './reachability.ts';
import type { RunAs } from './run-as.ts';

/**
 * Where root keeps what Postgres's user must reach and cannot in the data folder or in node_modules.
 * `/var/lib` comes first: nothing is cleaned there by age, and no other user can put a folder there before us.
 */
export const SHARED_FOLDERS: readonly string[] = ['/var/lib/truetape', '/var/tmp/truetape'];

/** Makes or finds the first shared folder that root owns, nobody else may write and the user may enter. */
export async function sharedFolder(user: RunAs): Promise<string> {
  for (const folder of SHARED_FOLDERS) if (await isUsable(folder, user)) return folder;
  throw unsupportedError(
    `Postgres: user ${user.uid} cannot enter the data folder or node_modules, and ${SHARED_FOLDERS.join(' and ')} cannot be used instead.`,
    'Make one of them a folder of root with mode 0755.',
  );
}

async function isUsable(folder: string, user: RunAs): Promise<boolean> {
  try {
    await mkdir(folder);
    await chmod(folder, 0o755);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') return false;
  }
  const found = await lstat(folder);
  return (
    found.isDirectory() &&
    found.uid === 0 &&
    (found.mode & 0o022) === 0 &&
    (await canEnter(folder, user))
  );
}
