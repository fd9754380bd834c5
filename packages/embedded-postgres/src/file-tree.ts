import {
  chmod,
  copyFile,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './postgres-error.ts';

/** A staging folder older than this was left by a start that was killed. */
const STALE_STAGING_MS = 10 * 60_000;

/** Makes an empty private folder beside `target`, to be filled and renamed; removes what killed starts left. */
export async function makeStaging(target: string): Promise<string> {
  const prefix = `${basename(target)}.new-`;
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(prefix)) continue;
    const left = join(dirname(target), name);
    const age = await stat(left).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > STALE_STAGING_MS) await rm(left, { recursive: true, force: true });
  }
  return mkdtemp(join(dirname(target), prefix));
}

/** Renames a finished folder to its place. When another start was there first, its folder stays. */
export async function moveIntoPlace(folder: string, target: string): Promise<void> {
  try {
    await rename(folder, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** Copies a folder so that every user can read it, whatever the umask; `skip` leaves files out by name. */
export async function copyReadable(
  from: string,
  to: string,
  skip: (name: string) => boolean,
): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (skip(entry.name)) continue;
    const source = join(from, entry.name);
    const copy = join(to, entry.name);
    if (entry.isDirectory()) await copyReadable(source, copy, skip);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), copy);
    else {
      await copyFile(source, copy);
      await chmod(copy, 0o644);
    }
  }
}

/** Gives a folder and all in it to a user. Links are given, not followed. Only root may. */
export async function giveTo(path: string, uid: number, gid: number): Promise<void> {
  await lchown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await giveTo(child, uid, gid);
    else await lchown(child, uid, gid);
  }
}
