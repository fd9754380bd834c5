import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a file that only its owner can read, whole and on disk when this resolves. False when there is one of this name
 * already: that one is on disk then.
 *
 * @throws Error as the file system gives it
 */
export async function makePrivateFile(path: string, text: string): Promise<boolean> {
  return withDraft(path, text, async (draft) => {
    try {
      // Unlike a renaming, a link never takes the place of what another process has made meanwhile.
      await link(draft, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    }
  });
}

/** The same in place of whatever has this name. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  await withDraft(path, text, (draft) => rename(draft, path));
}

/** A file is there after a power cut when its folder is on disk too. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs no such sync.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function withDraft<T>(
  path: string,
  text: string,
  place: (draft: string) => Promise<T>,
): Promise<T> {
  const draft = `${path}.${randomBytes(8).toString('hex')}.draft`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      // The mode above is cut by the umask; this one is exact.
      await handle.chmod(0o600);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const placed = await place(draft);
    await syncFolder(dirname(path));
    return placed;
  } finally {
    await rm(draft, { force: true });
  }
}
