import type { EventLog } from '@truetape/event-store';
import { watchClock } from './clock-watch.ts';
import { logFolder } from './folders.ts';
import { measuredLog } from './measured-log.ts';
import type { Service } from './run-service.ts';

/** How a process opens each kind of log that it can work on. */
export interface LogOpeners {
  readonly eventStoreDb: (server: EventStoreDbServer) => Promise<ClockedLog>;
  /** Left out by what appends: on LMDB one process alone does. */
  readonly lmdb?: (folder: string) => Promise<EventLog>;
}

/** A log on a server, which has a clock of its own. */
export interface ClockedLog extends EventLog {
  /** How far the server's clock is ahead of ours, in milliseconds, negative when it is behind. */
  readonly clockSkewMs: () => Promise<number>;
}

export interface EventStoreDbServer {
  readonly connectionString: string;
  readonly namespace: string;
  readonly clockMs: () => number;
  readonly onTrouble: (trouble: string) => void;
}

/**
 * Opens the log that the configuration names, until the process stops.
 *
 * @throws Error with the line for the operator when this process cannot work on that log
 */
export async function openLog(service: Service, openers: LogOpeners): Promise<EventLog> {
  const { config, metrics } = service;
  const log = await (config.eventStoreUrl === undefined
    ? openOnLmdb(service, openers)
    : openOnServer(service, openers, config.eventStoreUrl));
  return measuredLog(log, metrics);
}

async function openOnLmdb(service: Service, { lmdb }: LogOpeners): Promise<EventLog> {
  if (lmdb === undefined) {
    throw new Error(
      'EVENTSTORE_URL is not set. On LMDB everything that appends is one process: `npm start -- --processes`.',
    );
  }
  const log = await lmdb(logFolder(service.config.dataDir));
  service.onStop(() => log.close());
  return log;
}

async function openOnServer(
  service: Service,
  openers: LogOpeners,
  connectionString: string,
): Promise<EventLog> {
  const { config, logger, now } = service;
  const log = await openers.eventStoreDb({
    connectionString,
    namespace: config.eventStoreNamespace,
    clockMs: now,
    onTrouble: (trouble) => logger.warn({ trouble }, 'the log is away'),
  });
  service.onStop(() => log.close());
  // Whoever only reads decides nothing.
  if (openers.lmdb === undefined) service.onStop(await watchClock(log, service));
  return log;
}
