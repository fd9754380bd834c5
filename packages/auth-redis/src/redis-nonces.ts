import type { NonceFailure, Nonces, Use } from '@truetape/auth';
import { failed, ok, type Result } from '@truetape/kernel';
import type { Logger } from '@truetape/observability';
import type { Cluster, Redis } from 'ioredis';
import { TAKE } from './take.ts';

export interface RedisNoncesOptions {
  /** A connection that refuses what it is asked while it is away, and answers within a second. Whoever opened it closes it. */
  readonly redis: Redis | Cluster;
  readonly logId: string;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Another script; for tests, which leave a comparison out. */
  readonly script?: string;
}

/** Of two processes that share a Redis, one may still take what has ended for the other. */
const CLOCKS_APART_MS = 2_000;

/**
 * Nonces that several processes share. While Redis is away none is taken. One that has lost its data refuses what may have
 * been taken before it.
 */
export function createRedisNonces(options: RedisNoncesOptions): Nonces {
  const { redis, logId, logger, script = TAKE } = options;
  // All in one slot of a cluster, because a script has the two keys of one node.
  const prefix = `truetape:1:{${logId}:nonces}`;
  let isInTrouble = false;
  // A connection that is away says so to whoever asks for a nonce.
  redis.on('error', () => undefined);

  const run = ({ keyId, nonce, createdAtMs, validUntilMs }: Use) => {
    const livesMs = Math.max(0, validUntilMs - Date.now()) + CLOCKS_APART_MS;
    const key = `${prefix}:${keyId}:${nonce}`;
    return redis.eval(script, 2, key, `${prefix}:since`, createdAtMs, livesMs);
  };
  return {
    take: async (use): Promise<Result<void, NonceFailure>> => {
      try {
        const said = await run(use);
        if (isInTrouble) logger.info({ component: 'redis' }, 'Redis takes nonces again');
        isInTrouble = false;
        if (said === 'TAKEN') return ok(undefined);
        return failed(said === 'TOO_OLD' ? 'TOO_OLD' : 'REPLAYED');
      } catch (error) {
        // Arguments of commands stand in the errors of the client: only what it says is told.
        const reason = (error as Error).message;
        if (!isInTrouble) logger.warn({ component: 'redis', reason }, 'Redis takes no nonces');
        isInTrouble = true;
        return failed('UNAVAILABLE');
      }
    },
  };
}
