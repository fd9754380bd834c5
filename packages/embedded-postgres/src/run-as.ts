import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { unsupportedError } from './postgres-error.ts';

const execute = promisify(execFile);

/** The user that Postgres runs as. */
export interface RunAs {
  readonly uid: number;
  /** All groups of the user; the first one is given to new files. */
  readonly gids: readonly number[];
  /** True when this process is root and must become that user for every Postgres program. */
  readonly switches: boolean;
}

/** This process's own user. */
export function ownUser(): RunAs {
  return {
    uid: process.getuid?.() ?? 0,
    gids: [process.getgid?.() ?? 0, ...(process.getgroups?.() ?? [])],
    switches: false,
  };
}

/** Another user, with only its primary group: Node drops the others when it switches. */
export function otherUser(uid: number, gid: number): RunAs {
  return { uid, gids: [gid], switches: true };
}

/** True when this process is root, as whom Postgres refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The uid and gid options of `spawn` for this user. */
export function spawnIdentity(user: RunAs): { uid?: number; gid?: number } {
  return user.switches ? { uid: user.uid, gid: user.gids[0] ?? user.uid } : {};
}

async function lookUp(name: string): Promise<RunAs | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      execute('id', ['-u', name]),
      execute('id', ['-g', name]),
    ]);
    return otherUser(Number(uid.stdout), Number(gid.stdout));
  } catch {
    return undefined;
  }
}

/**
 * The user that root runs Postgres as: `postgres` where it exists, else `nobody`, else a new user `truetape`.
 * Throws when none exists and none can be made.
 */
export async function userForRoot(): Promise<RunAs> {
  const existing =
    (await lookUp('postgres')) ?? (await lookUp('nobody')) ?? (await lookUp('truetape'));
  if (existing !== undefined) return existing;
  await execute('useradd', ['--system', '--user-group', '--no-create-home', 'truetape'])
    .catch(() => execute('adduser', ['-S', '-D', '-H', 'truetape']))
    .catch(() => undefined);
  const made = await lookUp('truetape');
  if (made !== undefined) return made;
  throw unsupportedError(
    'Postgres: it does not run as root and no other user exists.',
    'Create a user named postgres.',
  );
}
