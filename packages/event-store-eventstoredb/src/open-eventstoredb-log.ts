import { EventStoreDBClient } from '@eventstore/db-client';
import { takeAppendClient } from './append-client.ts';
import { completeConnectionString, withOwnConnection } from './connection-string.ts';
import { dispose } from './dispose.ts';
import { EventStoreDbLog } from './eventstoredb-log.ts';
import { identify } from './log-id.ts';
import { Namespace } from './namespace.ts';
import { type EventStoreDbOptions, LIMITS } from './options.ts';

/**
 * Opens the log on a server; one that has none yet gets one. Any number of processes may write: each append is at an
 * exact revision.
 *
 * @throws Error when the connection string is wrong, or this process writes to another server
 * @throws LogUnavailableError when the server cannot be reached, or refuses us
 * @throws CorruptLogError when what stands there is not a log that this version reads
 */
export async function openEventStoreDbLog(options: EventStoreDbOptions): Promise<EventStoreDbLog> {
  const limits = { ...LIMITS, ...options.limits };
  const namespace = new Namespace(options.namespace ?? 'truetape');
  const connectionString = completeConnectionString(options.connectionString);
  const appendClient = takeAppendClient(connectionString);
  const connect = () => EventStoreDBClient.connectionString(withOwnConnection(connectionString));
  const readClient = connect();
  try {
    const identity = await identify(readClient, () => appendClient.client, namespace, limits);
    return new EventStoreDbLog({
      options,
      limits,
      namespace,
      appendClient,
      readClient,
      connect,
      identity,
    });
  } catch (error) {
    await dispose(readClient);
    await appendClient.release();
    throw error;
  }
}
