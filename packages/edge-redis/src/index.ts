export { RedisAllowances, type RedisAllowancesOptions } from './redis-allowances.ts';
