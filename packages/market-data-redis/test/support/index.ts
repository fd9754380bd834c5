export { connect } from '../../src/connect.ts';
export { APPLY, BEAT, REPLACE } from '../../src/scripts.ts';
export { RedisCluster } from './redis-cluster.ts';
export { isRedisThere, RedisServer } from './redis-server.ts';
