export type { EventStoreDbLog } from './eventstoredb-log.ts';
export { openEventStoreDbLog } from './open-eventstoredb-log.ts';
export type { EventStoreDbOptions, Limits } from './options.ts';
