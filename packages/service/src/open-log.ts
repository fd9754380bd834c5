import type { EventLog } from '@truetape/event-store';
import { logFolder } from './folders.ts';
import { measuredLog } from './measured-log.ts';
import type { Service } from './run-service.ts';

/** How a process opens each kind of log that it can work on. */
export interface LogOpeners {
  readonly eventStoreDb: (server: EventStoreDbServer) => Promise<EventLog>;
  /** Left out by what appends: on LMDB one process alone does. */
  readonly lmdb?: (folder: string) => Promise<EventLog>;
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
  const { config, logger, metrics, now } = service;
  const { eventStoreUrl, eventStoreNamespace, dataDir } = config;
  const log = await (eventStoreUrl === undefined
    ? openOnLmdb(openers, logFolder(dataDir))
    : openers.eventStoreDb({
        connectionString: eventStoreUrl,
        namespace: eventStoreNamespace,
        clockMs: now,
        onTrouble: (trouble) => logger.warn({ trouble }, 'the log is away'),
      }));
  service.onStop(() => log.close());
  return measuredLog(log, metrics);
}

function openOnLmdb({ lmdb }: LogOpeners, folder: string): Promise<EventLog> {
  if (lmdb !== undefined) return lmdb(folder);
  throw new Error(
    'EVENTSTORE_URL is not set. On LMDB everything that appends is one process: `npm start -- --processes`.',
  );
}
