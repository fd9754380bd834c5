import { chmod, chown, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { ClusterHome } from './cluster-home.ts';
import { makeStaging, moveIntoPlace } from './file-tree.ts';
import { errorCode, explainOutput, postgresError } from './postgres-error.ts';
import type { RunAs } from './run-as.ts';
import { runProgram } from './run-program.ts';
import { DATABASE, ROLE, settingFlags } from './settings.ts';

/** The major version of the cluster in the folder; undefined when there is none. */
export async function clusterVersion(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Throws when the cluster was made by another major version: its files cannot be read. */
export function checkVersion(folder: string, found: string, packageVersion: string): void {
  const wanted = packageVersion.split('.')[0];
  if (found === wanted) return;
  throw postgresError(
    `Postgres: ${folder} was made by Postgres ${found}, this release has Postgres ${wanted}.`,
    'Remove the folder: it only holds read models, which are rebuilt from the log.',
  );
}

/**
 * Makes the cluster with its role and database. It is built beside its place and renamed, so that a killed start
 * leaves either nothing or all. Takes one to two seconds.
 */
export async function createCluster(
  binaries: Binaries,
  home: ClusterHome,
  password: string,
): Promise<void> {
  const staging = await makeStaging(home.folder);
  const data = join(staging, 'data');
  const passwordFile = join(staging, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (home.user.switches)
      for (const path of [passwordFile, staging])
        await chown(path, home.user.uid, home.user.gids[0] ?? home.user.uid);
    const made = await runProgram(
      binaries.initdb,
      [
        ...[
          `--pgdata=${data}`,
          `--username=${ROLE}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
        ],
        ...[
          '--encoding=UTF8',
          '--locale-provider=libc',
          '--locale=C',
          '--no-sync',
          '--no-instructions',
        ],
        ...['-c', 'shared_buffers=128MB', '-c', 'max_connections=40'],
      ],
      home.user,
    );
    if (made.code !== 0) throw explainOutput(made.output, 'initialise its files', home.folder);
    await runSingleUser(binaries, data, home.user, `CREATE DATABASE ${DATABASE}`);
    await chmod(data, 0o700);
    await moveIntoPlace(data, home.folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Gives the role a new password while the server is down, for a lost `postgres.json`. */
export async function resetPassword(
  binaries: Binaries,
  home: ClusterHome,
  password: string,
): Promise<void> {
  await runSingleUser(
    binaries,
    home.folder,
    home.user,
    `ALTER ROLE ${ROLE} PASSWORD '${password}'`,
  );
}

async function runSingleUser(
  binaries: Binaries,
  data: string,
  user: RunAs,
  statement: string,
): Promise<void> {
  const args = ['--single', '-D', data, ...settingFlags({ exit_on_error: 'on' }), 'postgres'];
  const { code, output } = await runProgram(binaries.postgres, args, user, `${statement}\n`);
  if (code !== 0) throw explainOutput(output, 'prepare its database', data);
}
