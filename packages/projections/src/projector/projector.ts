import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import { LOG_FIELDS, type Logger, type Metrics } from '@truetape/observability';
import { READ_MODELS, type ReadModel } from '@truetape/read-models';
import type { Client } from 'pg';
import { closeClient, openClient } from '../postgres/client.ts';
import { asking } from '../postgres/database-error.ts';
import { migrate } from '../postgres/migrate.ts';
import { postgresRows } from '../postgres/postgres-rows.ts';
import type { ProjectorFailure } from './failure.ts';
import { type Lag, LagGauge } from './lag.ts';
import { runSession } from './session.ts';
import { type BrokenEnd, endOf, type SessionEnd } from './session-end.ts';

export interface ProjectorOptions {
  readonly log: EventLog;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The read models to keep; all of them when left out. */
  readonly models?: readonly ReadModel[];
  /** Told of each position that all of the read models that go on have reached, the first one included. */
  readonly onProgress?: (position: number) => void;
  /** Opens the connection; for tests, which break it. */
  readonly connect?: (databaseUrl: string) => Promise<Client>;
}

/** Read models on their way along the log. */
export interface Projector {
  /** Writes what is read, and ends. */
  stop(): Promise<void>;
  /** Of the one that is furthest behind, among those that go on. */
  lag(): Promise<Lag>;
  /** The read models that cannot go on, by name, and why. The others do. */
  stopped(): ReadonlyMap<string, ProjectorFailure>;
  /** Settles when it has ended: ok after `stop`, else why it ended by itself. Rejects only for a bug. */
  readonly ended: Promise<Result<void, ProjectorFailure>>;
}

const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;
const LAG_INTERVAL_MS = 1_000;

/**
 * Follows the log and keeps the read models in Postgres up to date, from where they are. Waits for a Postgres that is
 * not there (yet, or for a while). A read model that cannot go past an event stops there alone; the projector ends by
 * itself only for a {@link ProjectorFailure} of all.
 */
export function runProjector(options: ProjectorOptions): Projector {
  const running = new RunningProjector(options);
  const stop = new AbortController();
  const timer = setInterval(() => void running.gauge.report(), LAG_INTERVAL_MS);
  timer.unref();
  const ended = running.run(stop.signal).finally(() => clearInterval(timer));
  return {
    stop: async () => {
      stop.abort();
      await ended;
    },
    lag: () => running.gauge.read(),
    stopped: () => running.stopped,
    ended,
  };
}

class RunningProjector {
  readonly gauge: LagGauge;
  readonly stopped = new Map<string, ProjectorFailure>();
  readonly #options: ProjectorOptions;
  readonly #models: readonly ReadModel[];
  /** A read model that has met its last event: all are brought as far as it can go before it is left out. */
  #broken: BrokenEnd | undefined;
  #retryMs = RETRY_MS_MIN;

  constructor(options: ProjectorOptions) {
    const { log, metrics, models = READ_MODELS } = options;
    this.#options = options;
    this.#models = models;
    this.gauge = new LagGauge(log, metrics);
    for (const { name } of models) metrics.projectionStopped.labels(name).set(0);
  }

  async run(stopping: AbortSignal): Promise<Result<void, ProjectorFailure>> {
    while (!stopping.aborted) {
      const over = await this.#after(await this.#session(stopping), stopping);
      if (over !== undefined) return over;
    }
    return ok(undefined);
  }

  /** What follows from how a session ended; undefined when another one does. */
  async #after(
    end: SessionEnd,
    stopping: AbortSignal,
  ): Promise<Result<void, ProjectorFailure> | undefined> {
    switch (end.kind) {
      case 'stopped':
        return ok(undefined);
      case 'reached':
        return this.#broken && this.#leaveOut(this.#broken);
      case 'broken':
        if (end.completeUpTo === undefined) return this.#leaveOut(end);
        // The fold is used up: everything before the event is read once more and written.
        this.#broken = end;
        return undefined;
      case 'failed':
        return failed(end.failure);
      case 'rebuilt':
        this.#options.logger.info({ reason: end.reason }, 'the rows are read again');
        return undefined;
      case 'disconnected':
        await this.#waitForPostgres(end.reason, stopping);
        return undefined;
    }
  }

  #leaveOut({ model, failure }: BrokenEnd): Result<void, ProjectorFailure> | undefined {
    this.#broken = undefined;
    if (model === undefined) return failed(failure);
    const { logger, metrics } = this.#options;
    const { code, message, position } = failure;
    logger.error({ code, reason: message, [LOG_FIELDS.position]: position }, `${model} stops here`);
    metrics.projectionStopped.labels(model).set(1);
    this.stopped.set(model, failure);
    this.gauge.leaveOut(model);
    return this.stopped.size === this.#models.length ? failed(failure) : undefined;
  }

  async #waitForPostgres(reason: string, stopping: AbortSignal): Promise<void> {
    const retryMs = this.#retryMs;
    this.#options.logger.warn({ reason, retryMs }, 'Postgres is away');
    await sleep(retryMs, undefined, { signal: stopping }).catch(() => undefined);
    this.#retryMs = Math.min(RETRY_MS_MAX, retryMs * 2);
  }

  async #session(stopping: AbortSignal): Promise<SessionEnd> {
    const { log, databaseUrl, logger, connect = openClient } = this.#options;
    let client: Client | undefined;
    try {
      await asking(() => migrate(databaseUrl));
      client = await asking(() => connect(databaseUrl));
      const models = this.#models.filter(({ name }) => !this.stopped.has(name));
      return await runSession({
        log,
        rows: postgresRows(client, models),
        logger,
        stopping,
        upTo: this.#broken?.completeUpTo,
        onStarted: (positions) => {
          this.#retryMs = RETRY_MS_MIN;
          this.#reached(positions);
          logger.info(Object.fromEntries(positions), 'the read models go on');
        },
        onProgress: ({ positions }) => this.#reached(positions),
      });
    } catch (error) {
      return endOf(error, undefined);
    } finally {
      if (client !== undefined) await closeClient(client);
    }
  }

  #reached(positions: ReadonlyMap<string, number>): void {
    this.gauge.reached(positions);
    this.#options.onProgress?.(Math.min(...positions.values()));
  }
}
