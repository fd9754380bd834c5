import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { storedRecord } from '@truetape/event-store/adapter';
import { DATA_FILE, openEnvironment } from './environment.ts';
import { LmdbDisk } from './lmdb-disk.ts';
import { storedLogId } from './open-lmdb-log.ts';
import { whileHeld } from './while-held.ts';

export interface BackupOptions {
  /** Of the log; it may be written meanwhile. */
  readonly folder: string;
  /** Where the copy goes: a folder that is not there yet, or is empty. */
  readonly target: string;
}

/** A copy of a log as it was at one moment. */
export interface Backup {
  readonly logId: string;
  /** Of the last event in it; -1 when there is none. */
  readonly position: number;
  /** Of that event. */
  readonly hash: string | undefined;
  readonly events: number;
  readonly bytes: number;
}

/**
 * Copies a log, without the pages that are free, while it is written or not. The copy is on disk when this resolves, and
 * is a log like any other: it can be read, verified and gone on with. Until then the target holds no log.
 *
 * @throws Error when there is no log, the target is not empty, or it cannot be written; the target is then as before
 */
export async function backupLmdbLog({ folder, target }: BackupOptions): Promise<Backup> {
  if (!existsSync(join(folder, DATA_FILE))) throw new Error(`There is no log in ${folder}`);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new Error(`${target} is not empty`);
  }
  const draft = join(target, 'draft');
  mkdirSync(draft, { recursive: true });
  try {
    await copy(folder, draft);
    const backup = await describe(draft);
    renameSync(join(draft, DATA_FILE), join(target, DATA_FILE));
    for (const each of [target, dirname(target)]) sync(each);
    return backup;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function copy(folder: string, draft: string): Promise<void> {
  const { root } = await whileHeld(folder, () => openEnvironment(folder, true));
  try {
    await root.backup(draft, true);
  } finally {
    await root.close();
  }
  sync(join(draft, DATA_FILE));
}

/** What is really in the copy, read from the copy. */
async function describe(folder: string): Promise<Backup> {
  const environment = openEnvironment(folder, true);
  const logId = storedLogId(environment);
  if (logId === undefined) {
    await environment.root.close();
    throw new Error('The copy is no log');
  }
  const disk = new LmdbDisk({ folder, logId, environment, segmentEvents: Infinity });
  try {
    const position = disk.head();
    const hash = position < 0 ? undefined : storedRecord(disk, position).hash;
    const bytes = statSync(join(folder, DATA_FILE)).size;
    return { logId, position, hash, events: position + 1, bytes };
  } finally {
    await disk.close();
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
