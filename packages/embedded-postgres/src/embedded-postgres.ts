import { randomBytes } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareBinaries } from './binaries.ts';
import { openBoundedLog } from './bounded-log.ts';
import { chooseHome, possibleHomes } from './cluster-home.ts';
import { connectionUrl, readConnection } from './connection-file.ts';
import { checkVersion, clusterVersion, createCluster, resetPassword } from './create-cluster.ts';
import {
  keepRunning,
  type OnEnded,
  type RunningPostgres,
  type StartAgain,
} from './keep-running.ts';
import { clearLeftover } from './leftover.ts';
import { findPlatformPackage } from './platform-package.ts';
import { errorCode, explain } from './postgres-error.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { isPostmasterOf } from './process-table.ts';

export type { RunningPostgres, StartAgain };

/**
 * Starts (initialising at the first start) the Postgres whose files belong to dataDir.
 *
 * Promises: it listens on 127.0.0.1 only, on a port chosen at every start, and `<dataDir>/postgres.json` (mode 0600)
 * holds the password. Its messages go to `log` and to `<dataDir>/postgres.log`, two megabytes at most. What a killed
 * run left is cleared. As root, Postgres runs as another user, and its files may be outside (see `cluster-home.ts`).
 *
 * Throws one error that says what to do when the machine, the folder or the disk does not allow it, or when another
 * living process runs this Postgres. The caller makes sure that only one process at a time starts it for a folder.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log?: (line: string) => void;
  /** Called when the server has ended by itself. Started again, it is where its clients know it. */
  onEnded?: OnEnded;
}): Promise<RunningPostgres> {
  try {
    const source = await findPlatformPackage();
    await mkdir(options.dataDir, { recursive: true });
    const dataDir = await realpath(options.dataDir);
    const home = await chooseHome(dataDir);
    const binaries = await prepareBinaries(source, home.user, dataDir);
    const former = await readConnection(dataDir);
    await clearLeftover(home.folder, former?.launcher);
    const password = former?.password ?? randomBytes(24).toString('hex');
    const version = await clusterVersion(home.folder);
    if (version !== undefined) checkVersion(home.folder, version, source.version);
    if (version === undefined) await createCluster(binaries, home, password);
    else if (former === undefined) await resetPassword(binaries, home, password);
    const file = openBoundedLog(join(dataDir, 'postgres.log'));
    const log = (line: string): void => {
      file.write(line);
      options.log?.(line);
    };
    const cluster = { binaries, home, dataDir, password, log };
    try {
      return await keepRunning(cluster, () => file.close(), options.onEnded);
    } catch (error) {
      file.close();
      throw error;
    }
  } catch (error) {
    throw explain(error, 'start', options.dataDir);
  }
}

/**
 * The URL of the Postgres that is already running for dataDir, or undefined. For `audit verify` beside a running
 * service. Throws when this user may not read `<dataDir>/postgres.json`.
 */
export async function runningPostgresUrl(dataDir: string): Promise<string | undefined> {
  try {
    const real = await realpath(dataDir);
    const connection = await readConnection(real);
    if (connection === undefined || !possibleHomes(real).includes(connection.home))
      return undefined;
    const file = await readPostmasterFile(connection.home);
    if (file === undefined || !file.ready || file.port !== connection.port) return undefined;
    return (await isPostmasterOf(file.pid, connection.home))
      ? connectionUrl(connection)
      : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw explain(error, 'read its connection', dataDir);
  }
}
