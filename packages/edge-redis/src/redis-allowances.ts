import type { SharedAllowances, TakenTogether } from '@truetape/edge';
import type { Logger } from '@truetape/observability';
import type { Cluster, Redis } from 'ioredis';
import { TAKE } from './take.ts';

export interface RedisAllowancesOptions {
  /** A connection that refuses what it is asked while it is away, and answers within a second. Whoever opened it closes it. */
  readonly redis: Redis | Cluster;
  readonly logId: string;
  /** Those of one name count together. */
  readonly name: string;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

type Taking = (Redis | Cluster) & {
  readonly takeFromBucket: (key: string, ...values: readonly number[]) => Promise<number>;
};

/** What all processes of one kind have left of rate limits, on Redis: one key for each bucket that is not full. */
export class RedisAllowances implements SharedAllowances {
  readonly #redis: Taking;
  readonly #prefix: string;
  readonly #logger: RedisAllowancesOptions['logger'];
  #isAway = false;

  constructor({ redis, logId, name, logger }: RedisAllowancesOptions) {
    this.#prefix = `truetape:rates:1:${logId}:${name}`;
    this.#logger = logger;
    this.#redis = redis as Taking;
    this.#redis.defineCommand('takeFromBucket', { numberOfKeys: 1, lua: TAKE });
  }

  async take(taken: readonly TakenTogether[]): Promise<readonly number[]> {
    try {
      const left = await Promise.all(
        taken.map(({ limit, id, units, seconds, taken: count }) =>
          this.#redis.takeFromBucket(`${this.#prefix}:${limit}:${id}`, units, seconds, count),
        ),
      );
      if (this.#isAway) this.#logger.info('rate limits are counted together again');
      this.#isAway = false;
      return left;
    } catch (error) {
      this.#away(error as Error);
      throw error;
    }
  }

  /** Told once, and again when it was back meanwhile. */
  #away(error: Error): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#logger.warn({ reason: error.message }, 'rate limits are counted by each process alone');
  }
}
