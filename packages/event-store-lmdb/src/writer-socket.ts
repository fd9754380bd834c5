import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether sockets here have names of their own, which end with the process, instead of files. */
export const hasSocketNames = process.platform === 'linux' || process.platform === 'win32';

/** Where the writer of a folder listens. The same for every path that leads to the folder. */
export function socketOf(folder: string): string {
  if (!hasSocketNames) return join(folder, 'writer.socket');
  const { dev, ino } = statSync(folder, { bigint: true });
  const name = `truetape-log-${dev}-${ino}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}
