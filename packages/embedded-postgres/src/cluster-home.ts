import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveTo } from './file-tree.ts';
import { errorCode, postgresError } from './postgres-error.ts';
import { canEnter } from './reachability.ts';
import { isRoot, otherUser, ownUser, type RunAs, userForRoot } from './run-as.ts';
import { SHARED_FOLDERS, sharedFolder } from './shared-folder.ts';

/** The folder of a cluster and the user it belongs to. */
export interface ClusterHome {
  readonly folder: string;
  readonly user: RunAs;
}

function insideHome(dataDir: string): string {
  return join(dataDir, 'postgres');
}

function outsideName(dataDir: string): string {
  return `cluster-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}

/** Every folder in which the cluster of this real data folder can be: a copied `postgres.json` names another. */
export function possibleHomes(dataDir: string): readonly string[] {
  return [
    insideHome(dataDir),
    ...SHARED_FOLDERS.map((folder) => join(folder, outsideName(dataDir))),
  ];
}

async function find(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * Decides where the cluster of a real data folder lives and who runs it.
 * It is `<dataDir>/postgres`, run by this process's user. Root must use another user; when that user cannot enter
 * the data folder, the cluster is `cluster-<hash of the data folder's path>` in a shared folder (see
 * `shared-folder.ts`), with the path in a file `.origin` beside it. An existing cluster keeps its user.
 */
export async function chooseHome(dataDir: string): Promise<ClusterHome> {
  const folder = insideHome(dataDir);
  const existing = await find(folder);
  if (!isRoot()) {
    const user = ownUser();
    if (existing === undefined || existing.uid === user.uid) return { folder, user };
    throw postgresError(
      `Postgres: ${folder} belongs to user ${existing.uid}, not to user ${user.uid}.`,
      'Start as that user, or remove the folder: it only holds read models, which are rebuilt from the log.',
    );
  }
  const user = await keeper(existing);
  if (await canEnter(dataDir, user)) return adopt(folder, existing, user);
  const outside = join(await sharedFolder(user), outsideName(dataDir));
  await writeFile(`${outside}.origin`, `${dataDir}\n`);
  const existingOutside = await find(outside);
  return adopt(outside, existingOutside, await keeper(existingOutside));
}

async function keeper(existing: Stats | undefined): Promise<RunAs> {
  return existing === undefined || existing.uid === 0
    ? userForRoot()
    : otherUser(existing.uid, existing.gid);
}

/** A cluster that belongs to root was copied or restored by root: Postgres's user gets it back. */
async function adopt(
  folder: string,
  existing: Stats | undefined,
  user: RunAs,
): Promise<ClusterHome> {
  if (existing?.uid === 0) await giveTo(folder, user.uid, user.gids[0] ?? user.uid);
  return { folder, user };
}
