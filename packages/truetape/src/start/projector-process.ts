import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger, Metrics } from '@truetape/observability';
import type { ProjectorReport } from './projector-messages.ts';

export interface ProjectorProcess {
  /** Position that the read models have reached. */
  readonly position: () => number;
  readonly stop: () => Promise<void>;
}

const STOP_WITHIN_MS = 3_000;
const RESTART_MS = 1_000;

/**
 * Runs the projector as a process of its own, so that it takes nothing from the order path. One that ends is started
 * again; one that ends twice at the same position stays down, and the rest goes on.
 */
export function startProjectorProcess(options: {
  readonly environment: Readonly<Record<string, string>>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): ProjectorProcess {
  const { environment, logger, metrics } = options;
  const lagEvents = metrics.projectionLagEvents.labels('read-models');
  const lagSeconds = metrics.projectionLagSeconds.labels('read-models');
  let child: ChildProcess | undefined;
  let position = -1;
  let diedAt: number | undefined;
  let stopping = false;

  function start(): void {
    child = fork(fileURLToPath(new URL('./projector.js', import.meta.url)), {
      env: { ...process.env, ...environment },
      // Ctrl-C in a terminal reaches the whole group; when to stop is our decision.
      detached: true,
    });
    child.on('message', (report: ProjectorReport) => {
      position = report.position;
      lagEvents.set(report.lagEvents);
      lagSeconds.set(report.lagMs / 1_000);
    });
    child.on('exit', (code) => {
      child = undefined;
      if (stopping) return;
      logger.error({ component: 'projections', position, code }, 'the projector has ended');
      if (diedAt === position) {
        logger.error({ component: 'projections', position }, 'the projector stays down');
        return;
      }
      diedAt = position;
      setTimeout(start, RESTART_MS).unref();
    });
  }

  start();
  return {
    position: () => position,
    stop: async () => {
      stopping = true;
      if (child === undefined) return;
      const ended = once(child, 'exit');
      const late = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(late);
    },
  };
}
