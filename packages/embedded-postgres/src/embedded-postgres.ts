import { randomBytes } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { type BoundedLog, openBoundedLog } from './bounded-log.ts';
import { type ClusterHome, chooseHome, possibleHomes } from './cluster-home.ts';
import {
  type Connection,
  connectionUrl,
  readConnection,
  writeConnection,
} from './connection-file.ts';
import { checkVersion, clusterVersion, createCluster, resetPassword } from './create-cluster.ts';
import { findFreePort } from './free-port.ts';
import { clearLeftover } from './leftover.ts';
import { findPlatformPackage } from './platform-package.ts';
import { errorCode, explain, explainOutput } from './postgres-error.ts';
import { launchPostmaster, type Postmaster } from './postmaster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { isPostmasterOf } from './process-table.ts';
import { DATABASE, ROLE } from './settings.ts';

/** A Postgres that takes connections. It does not keep the process alive, and ends with it, also after SIGKILL. */
export interface RunningPostgres {
  readonly url: string;
  /** Closes all sessions and resolves when the server has ended, after seven seconds at the latest. */
  stop(): Promise<void>;
}

/** Another process may take our port first; the backends of a killed server need a moment to end. */
const LAUNCHES = 20;
const PORT_TAKEN = /Address already in use/;
const BACKENDS_ALIVE = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;

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
    return await launch(binaries, home, dataDir, password, file, (line) => {
      file.write(line);
      options.log?.(line);
    }).catch((error: unknown) => {
      file.close();
      throw error;
    });
  } catch (error) {
    throw explain(error, 'start', options.dataDir);
  }
}

async function launch(
  binaries: Binaries,
  home: ClusterHome,
  dataDir: string,
  password: string,
  file: BoundedLog,
  log: (line: string) => void,
): Promise<RunningPostgres> {
  for (let left = LAUNCHES; ; left -= 1) {
    const port = await findFreePort();
    const connection: Connection = {
      port,
      user: ROLE,
      password,
      database: DATABASE,
      home: home.folder,
      launcher: process.pid,
    };
    await writeConnection(dataDir, connection);
    const launched = await launchPostmaster(binaries, home, port, log);
    if (!('output' in launched)) return running(connection, launched, file);
    const passing = PORT_TAKEN.test(launched.output) || BACKENDS_ALIVE.test(launched.output);
    if (!passing || left <= 1)
      throw explainOutput(launched.output, 'start its server', home.folder);
    await sleep(100);
  }
}

function running(connection: Connection, server: Postmaster, file: BoundedLog): RunningPostgres {
  return {
    url: connectionUrl(connection),
    async stop() {
      await server.stop();
      file.close();
    },
  };
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
