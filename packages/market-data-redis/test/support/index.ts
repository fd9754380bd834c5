export { RedisCluster } from './redis-cluster.ts';
export { isRedisThere, RedisServer } from './redis-server.ts';
