import type { EventStoreDbLog } from './eventstoredb-log.ts';
import type { EventStoreDbOptions } from './options.ts';

/** See `openEventStoreDbLog` of that file. The client of the server is loaded here: on LMDB a process starts without it. */
export async function openEventStoreDbLog(options: EventStoreDbOptions): Promise<EventStoreDbLog> {
  const { openEventStoreDbLog: open } = await import('./open-eventstoredb-log.ts');
  return open(options);
}
