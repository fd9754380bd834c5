import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunAs } from './run-as.ts';

/** The permission bits of one class, as in the last octal digit of a mode. */
export const READ = 4;
export const ENTER = 1;

/** True when the file's mode gives this user all of `bits`. Access lists are not looked at. */
export function allows(
  file: Pick<Stats, 'mode' | 'uid' | 'gid'>,
  user: RunAs,
  bits: number,
): boolean {
  const shift = file.uid === user.uid ? 6 : user.gids.includes(file.gid) ? 3 : 0;
  return ((file.mode >> shift) & bits) === bits;
}

/** True when this user may enter the folder and every folder above it. The path is absolute and free of links. */
export async function canEnter(folder: string, user: RunAs): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (!allows(await stat(path), user, ENTER)) return false;
    if (path === dirname(path)) return true;
  }
}
