import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LmdbLog } from '@truetape/event-store-lmdb';
import type { Logger, Metrics } from '@truetape/observability';
import type { SnapshotsTaken } from '../snapshots/take-snapshots.ts';

export interface SnapshottingOptions {
  readonly log: Pick<LmdbLog, 'onDurable' | 'head'>;
  readonly dataDir: string;
  /** Events after which snapshots are taken; 0 for never. */
  readonly everyEvents: number;
  /** Position of the newest snapshots. */
  readonly newest: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const LOOK_EVERY_MS = 1_000;
/** After snapshots were taken there are none for so many times as long as that took, but for no longer than a while. */
const REST_FACTOR = 4;
const REST_MS_MAX = 30_000;

/**
 * Takes snapshots of the order path now and then, each time in a process of its own: the order path has no more to do
 * than to start it. One that fails is started again after the longest rest.
 */
export function startSnapshotting(options: SnapshottingOptions) {
  const { log, dataDir, everyEvents, logger, metrics } = options;
  const lag = metrics.snapshotLagEvents.labels();
  let { newest } = options;
  let durable = newest;
  let child: ChildProcess | undefined;
  let restsUntilMs = 0;

  function take(): void {
    const startedAtMs = performance.now();
    let taken: SnapshotsTaken | undefined;
    let restMs = REST_MS_MAX;
    child = fork(fileURLToPath(new URL('./snapshotter.js', import.meta.url)), {
      env: { ...process.env, DATA_DIR: dataDir },
      // Ctrl-C in a terminal reaches the whole group; when to stop is our decision.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-WORDS_MAX);
    });
    child.on('message', (message: SnapshotsTaken) => {
      taken = message;
    });
    child.on('error', (error) => {
      words = error.message;
    });
    child.on('close', (code, signal) => {
      child = undefined;
      const durationMs = Math.round(performance.now() - startedAtMs);
      if (taken !== undefined) {
        newest = taken.position;
        restMs = Math.min(REST_MS_MAX, REST_FACTOR * durationMs);
        const { position } = taken;
        logger.info({ component: 'snapshots', position, durationMs }, 'snapshots are taken');
      } else if (signal !== 'SIGTERM') {
        logger.error({ component: 'snapshots', code, reason: words }, 'no snapshots were taken');
      }
      restsUntilMs = performance.now() + restMs;
    });
  }

  function look(): void {
    lag.set(durable - newest);
    const isDue = everyEvents > 0 && durable - newest >= everyEvents;
    if (isDue && child === undefined && performance.now() >= restsUntilMs) take();
  }

  log.onDurable((position) => {
    durable = position;
  });
  void log.head().then((head) => {
    durable = Math.max(durable, head);
  });
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      if (child === undefined) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Of the last words of a process that failed. */
const WORDS_MAX = 2_000;
