import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { ClusterHome } from './cluster-home.ts';
import { type Connection, connectionUrl, writeConnection } from './connection-file.ts';
import { findFreePort } from './free-port.ts';
import { clearLeftover } from './leftover.ts';
import { explain, explainOutput } from './postgres-error.ts';
import { launchPostmaster, type Postmaster } from './postmaster.ts';
import { DATABASE, ROLE } from './settings.ts';

/** Starts the server once more. Rejects as the first start does. */
export type StartAgain = () => Promise<void>;

/** Told that the server has ended by itself, by which signal or exit code. */
export type OnEnded = (startAgain: StartAgain, how: string) => void;

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

/** What a server is launched with. */
export interface Cluster {
  readonly binaries: Binaries;
  readonly home: ClusterHome;
  readonly dataDir: string;
  readonly password: string;
  readonly log: (line: string) => void;
}

interface Launched {
  readonly connection: Connection;
  readonly server: Postmaster;
}

/**
 * Launches the server, and once more whenever it has ended and is wanted again.
 *
 * @param close called when it is stopped
 */
export async function keepRunning(
  cluster: Cluster,
  close: () => void,
  onEnded: OnEnded = () => undefined,
): Promise<RunningPostgres> {
  let isStopped = false;
  let launching = launch(cluster);
  const { connection } = await launching;
  const watch = async (): Promise<void> => {
    const { server } = await launching;
    void server.endedByItself.then((how) => {
      if (!isStopped) onEnded(startAgain, how);
    });
  };
  const startAgain = async (): Promise<void> => {
    if (isStopped) return;
    launching = relaunch(cluster, connection.port);
    await watch();
  };
  await watch();
  return {
    url: connectionUrl(connection),
    async stop() {
      isStopped = true;
      // One that did not start again has nothing to stop.
      await launching.then(({ server }) => server.stop()).catch(() => undefined);
      close();
    },
  };
}

async function relaunch(cluster: Cluster, port: number): Promise<Launched> {
  const { home, dataDir } = cluster;
  try {
    await clearLeftover(home.folder, process.pid);
    return await launch(cluster, port);
  } catch (error) {
    throw explain(error, 'start', dataDir);
  }
}

/** @param known the port that clients know; a free one when there are none yet */
async function launch(cluster: Cluster, known?: number): Promise<Launched> {
  const { binaries, home, dataDir, password, log } = cluster;
  for (let left = LAUNCHES; ; left -= 1) {
    const port = known ?? (await findFreePort());
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
    if (!('output' in launched)) return { connection, server: launched };
    const passing = PORT_TAKEN.test(launched.output) || BACKENDS_ALIVE.test(launched.output);
    if (!passing || left <= 1)
      throw explainOutput(launched.output, 'start its server', home.folder);
    await sleep(100);
  }
}
