import { mkdirSync } from 'node:fs';
import { type EpochMs, epochMs } from '@truetape/domain';
import {
  createLogger,
  createMetrics,
  flushLogger,
  type Logger,
  type Metrics,
} from '@truetape/observability';
import { type Config, readConfig } from './config.ts';
import { type Parent, parent, stopWithParent } from './parent.ts';
import { EXIT, type ProcessName } from './processes.ts';
import { startProblem } from './start-problem.ts';

/** What a process has from its start on. */
export interface Service {
  readonly name: ProcessName;
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => EpochMs;
  readonly parent: Parent;
  /** Says what to do when the process stops: what was said last is done first. */
  readonly onStop: (stop: () => unknown) => void;
  /** Stops as if it were asked to. */
  readonly stop: () => void;
  /** Ends the process at once, with this one line. What it had not finished is found in the log at the next start. */
  readonly fail: (reason: string, exitCode?: number) => void;
}

/** Then a stop is a failure. */
const STOP_WITHIN_MS = 9_500;

/**
 * Runs a process until it is told to stop, by SIGTERM, Ctrl-C, or the end of its parent; then its exit code is 0.
 * Whatever else ends it is one line on standard error and an exit code of {@link EXIT}.
 */
export async function runService(
  name: ProcessName,
  start: (service: Service) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) return giveUp(name, config.failure, EXIT.failed);
  try {
    const { service, isEnding } = createService(name, config.value);
    await start(service).then(
      () => service.parent.tell({ ready: true }),
      (error: unknown) => {
        // What was still starting when it was told to stop has lost what it needed.
        if (!isEnding()) throw error;
      },
    );
  } catch (error) {
    giveUp(name, startProblem(error, name, config.value), EXIT.failed);
  }
}

function createService(
  name: ProcessName,
  config: Config,
): { readonly service: Service; readonly isEnding: () => boolean } {
  mkdirSync(config.dataDir, { recursive: true });
  const logger = createLogger({
    level: config.logLevel,
    destination: logFileOf(name, config.logFile),
    ...(name === 'truetape' ? {} : { name }),
  });
  const stops: (() => unknown)[] = [];
  let isEnding = false;

  const fail = (reason: string, exitCode: number = EXIT.failed) => {
    if (isEnding) return;
    isEnding = true;
    logger.fatal({ reason }, 'stopped');
    void flushLogger(logger).then(() => giveUp(name, reason, exitCode));
  };
  const stop = async () => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => giveUp(name, 'Stopping took too long.', EXIT.failed), STOP_WITHIN_MS).unref();
    for (const each of stops.reverse()) await each();
    await flushLogger(logger);
    process.exit(0);
  };
  const orFail = () => {
    stop().catch((error: unknown) => giveUp(name, (error as Error).message, EXIT.failed));
  };
  process.on('SIGTERM', orFail);
  stopWithParent(orFail);
  process.on('uncaughtException', (error) => {
    // Where the log goes to a pipe that nobody reads any more, saying so fails as well.
    if (isEnding) giveUp(name, error.message, EXIT.failed);
    logger.fatal({ err: error }, 'this must not happen');
    fail(error.message);
  });

  const service: Service = {
    name,
    config,
    logger,
    metrics: createMetrics(),
    now: () => epochMs(Date.now()),
    parent,
    onStop: (each) => stops.push(each),
    stop: orFail,
    fail,
  };
  return { service, isEnding: () => isEnding };
}

const logFileOf = (name: ProcessName, logFile: string) =>
  name === 'truetape' || logFile === '-' ? logFile : logFile.replace(/(\.log)?$/, `-${name}.log`);

function giveUp(name: ProcessName, line: string, exitCode: number): void {
  process.stderr.write(`${name}: ${line}\n`);
  process.exit(exitCode);
}
