import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './postgres-error.ts';

/** What `postmaster.pid` in the cluster's folder says: Postgres writes it at start and removes it at a clean stop. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | undefined;
  readonly ready: boolean;
}

/** Reads the file; undefined when there is none. */
export async function readPostmasterFile(folder: string): Promise<PostmasterFile | undefined> {
  try {
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]) || undefined, ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * Marks the file as stale when its id now belongs to a foreign process, at which Postgres would refuse to start.
 * A server ignores the id of its own parent, which this process is about to be; the rest of the file must stay,
 * for by it Postgres sees backends that outlived their server.
 */
export async function disownPostmasterFile(folder: string): Promise<void> {
  const file = await open(join(folder, 'postmaster.pid'), constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    const [, ...rest] = (await file.readFile('utf8')).split('\n');
    await file.truncate();
    await file.write([String(process.pid), ...rest].join('\n'), 0);
  } finally {
    await file.close();
  }
}
