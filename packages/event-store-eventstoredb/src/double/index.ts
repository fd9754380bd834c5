export { DoubleCluster } from './double-cluster.ts';
export { type DoubleOptions, EventStoreDbDouble, type Member } from './double-server.ts';
export type { Faults } from './faults.ts';
export { StoredLog } from './stored-log.ts';
