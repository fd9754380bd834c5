import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import { LOG_FIELDS, type Logger, type Metrics } from '@truetape/observability';
import type { Client } from 'pg';
import { closeClient, openClient } from '../postgres/client.ts';
import { asking } from '../postgres/database-error.ts';
import { migrate } from '../postgres/migrate.ts';
import { postgresRows } from '../postgres/postgres-rows.ts';
import { PROJECTION } from '../read-models.ts';
import type { ProjectorFailure } from './failure.ts';
import { type Lag, LagGauge } from './lag.ts';
import { runSession } from './session.ts';
import { endOf, type SessionEnd } from './session-end.ts';

export interface ProjectorOptions {
  readonly log: EventLog;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Told of each position that the read models have reached, the first one included. */
  readonly onProgress?: (position: number) => void;
  /** Opens the connection; for tests, which break it. */
  readonly connect?: (databaseUrl: string) => Promise<Client>;
}

/** Read models on their way along the log. */
export interface Projector {
  /** Writes what is read, and ends. */
  stop(): Promise<void>;
  lag(): Promise<Lag>;
  /** Settles when it has ended: ok after `stop`, else why it ended by itself. Rejects only for a bug. */
  readonly ended: Promise<Result<void, ProjectorFailure>>;
}

const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;
const LAG_INTERVAL_MS = 1_000;

/**
 * Follows the log and keeps the read models in Postgres up to date, from where they are. Waits for a Postgres that is
 * not there (yet, or for a while); ends by itself only for a {@link ProjectorFailure}.
 */
export function runProjector(options: ProjectorOptions): Projector {
  const { log, metrics } = options;
  const stop = new AbortController();
  const gauge = new LagGauge(log, metrics, PROJECTION);
  const timer = setInterval(() => void gauge.report(), LAG_INTERVAL_MS);
  timer.unref();
  const ended = run(options, stop.signal, gauge).finally(() => clearInterval(timer));
  return {
    stop: async () => {
      stop.abort();
      await ended;
    },
    lag: () => gauge.read(),
    ended,
  };
}

async function run(
  options: ProjectorOptions,
  stopping: AbortSignal,
  gauge: LagGauge,
): Promise<Result<void, ProjectorFailure>> {
  const { logger } = options;
  let poison: Extract<SessionEnd, { kind: 'poisoned' }> | undefined;
  let retryMs = RETRY_MS_MIN;
  while (!stopping.aborted) {
    const end = await connectAndRun(options, stopping, gauge, poison?.completeUpTo, () => {
      retryMs = RETRY_MS_MIN;
    });
    switch (end.kind) {
      case 'stopped':
        return ok(undefined);
      case 'reached':
        return poison === undefined ? ok(undefined) : failed(poison.failure);
      case 'failed':
        return failed(end.failure);
      case 'poisoned':
        // The fold is used up. Everything before the poisoned input is read once more and written, then it is over.
        if (poison !== undefined) return failed(end.failure);
        poison = end;
        break;
      case 'disconnected':
        logger.warn({ reason: end.reason, retryMs }, 'Postgres is away');
        await sleep(retryMs, undefined, { signal: stopping }).catch(() => undefined);
        retryMs = Math.min(RETRY_MS_MAX, retryMs * 2);
        break;
    }
  }
  return ok(undefined);
}

async function connectAndRun(
  options: ProjectorOptions,
  stopping: AbortSignal,
  gauge: LagGauge,
  upTo: number | undefined,
  onStarted: () => void,
): Promise<SessionEnd> {
  const { log, databaseUrl, logger, connect = openClient, onProgress } = options;
  let client: Client | undefined;
  try {
    await asking(() => migrate(databaseUrl));
    client = await asking(() => connect(databaseUrl));
    return await runSession({
      log,
      rows: postgresRows(client),
      logger,
      stopping,
      upTo,
      onStarted: (position) => {
        onStarted();
        logger.info({ [LOG_FIELDS.position]: position }, 'the read models go on');
        gauge.reached(position);
        onProgress?.(position);
      },
      onProgress: (progress) => {
        gauge.reached(progress.position);
        onProgress?.(progress.position);
      },
    });
  } catch (error) {
    return endOf(error, upTo ?? -1);
  } finally {
    if (client !== undefined) await closeClient(client);
  }
}
