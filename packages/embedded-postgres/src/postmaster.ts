import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { ClusterHome } from './cluster-home.ts';
import { explainSpawn, spawnAs } from './run-program.ts';
import { settingFlags } from './settings.ts';

/** A recovery after a crash reads at most `max_wal_size`, so this is only reached when something hangs. */
const READY_TIMEOUT_MS = 60_000;
const LAST_WORDS_MS = 200;
const READY_LINE = /database system is ready to accept connections/;

/**
 * Becomes the server, beside a watcher that outlives this process: when the pipe on descriptor 3 ends without a
 * line, the launcher is gone, however it died, and the server is told to stop. The watcher is orphaned at once
 * because Postgres wonders about children that it did not make.
 */
const LAUNCH_SCRIPT =
  '( (read -r _ <&3 || kill -INT $$) </dev/null >/dev/null 2>&1 & ); exec "$@" 3<&-';

/** A server process. */
export interface Postmaster {
  /** Settles when it has ended without being asked to, with the signal or exit code. */
  readonly endedByItself: Promise<string>;
  /** Stops it: sessions are closed; after five seconds by force. Resolves when it has ended; may be repeated. */
  stop(): Promise<void>;
}

/** A start that failed: the server's last words, for the caller to judge. */
export interface FailedLaunch {
  readonly output: string;
}

/** Starts the server on the port and waits until it takes connections. */
export async function launchPostmaster(
  binaries: Binaries,
  home: ClusterHome,
  port: number,
  log: (line: string) => void,
): Promise<Postmaster | FailedLaunch> {
  const command = [binaries.postgres, '-D', home.folder, '-p', String(port), ...settingFlags()];
  const child = spawnAs(
    home.user,
    '/bin/sh',
    ['-c', LAUNCH_SCRIPT, 'truetape-postgres', ...command],
    ['ignore', 'ignore', 'pipe', 'pipe'],
  );
  let output = '';
  let stopping: Promise<void> | undefined;
  let markReady: () => void = () => {};
  const ready = new Promise<'ready'>((resolve) => {
    markReady = () => resolve('ready');
  });
  const lines = createInterface({ input: child.stderr as Socket });
  const ended = trackEnd(child, lines);
  lines.on('line', (line) => {
    output = `${output}${line}\n`.slice(-16_384);
    if (READY_LINE.test(line)) markReady();
    log(line);
  });

  const timeout = new AbortController();
  const outcome = await Promise.race([
    ready,
    ended,
    sleep(READY_TIMEOUT_MS, 'late' as const, { signal: timeout.signal }).catch(
      () => 'late' as const,
    ),
  ]);
  timeout.abort();
  if (outcome instanceof Error) throw explainSpawn(outcome, binaries.postgres, home.user);
  if (outcome !== 'ready') {
    if (outcome === 'late') await end(child, ended);
    return {
      output:
        outcome === 'late' ? `${output}It was not ready after ${READY_TIMEOUT_MS} ms.` : output,
    };
  }
  const endedByItself = new Promise<string>((resolve) => {
    void ended.then(() => {
      if (stopping !== undefined) return;
      log('The embedded Postgres ended by itself.');
      resolve(child.signalCode ?? `exit code ${child.exitCode}`);
    });
  });
  hold(child, false);
  return {
    endedByItself,
    stop() {
      stopping ??= end(child, ended);
      return stopping;
    },
  };
}

/** Resolves when the process has ended, or with the reason why it never began. Relieves the watcher. */
function trackEnd(child: ChildProcess, lines: Interface): Promise<'ended' | Error> {
  const watcher = child.stdio[3] as Socket;
  watcher.on('error', () => {});
  const silent = once(lines, 'close');
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(error);
    });
    child.on('exit', () => {
      watcher.end('ended\n');
      // The last words may still be in the pipe, which an orphaned backend can hold open.
      void Promise.race([silent, sleep(LAST_WORDS_MS)]).then(() => resolve('ended'));
    });
  });
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  hold(child, true);
  for (const [signal, timeoutMs] of [
    ['SIGINT', 5_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 0],
  ] as const) {
    child.kill(signal);
    if (timeoutMs === 0) break;
    const timeout = new AbortController();
    const late = sleep(timeoutMs, 'late' as const, { signal: timeout.signal }).catch(
      () => 'late' as const,
    );
    const outcome = await Promise.race([ended, late]);
    timeout.abort();
    if (outcome !== 'late') return;
  }
  await ended;
}

/** Decides whether the server keeps this process alive. While it just runs, it does not: it stops with us. */
function hold(child: ChildProcess, keep: boolean): void {
  for (const handle of [child, child.stderr as Socket, child.stdio[3] as Socket]) {
    if (keep) handle.ref();
    else handle.unref();
  }
}
