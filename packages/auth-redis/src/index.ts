export { createRedisNonces, type RedisNoncesOptions } from './redis-nonces.ts';
