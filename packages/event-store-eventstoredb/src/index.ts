export type { EventStoreDbLog } from './eventstoredb-log.ts';
export { openEventStoreDbLog } from './open-when-asked.ts';
export type { EventStoreDbOptions, Limits } from './options.ts';
