import type { NoncesHarness } from '@truetape/auth/contract';
import { connect } from '@truetape/market-data-redis/testing';
import { onTestFinished } from 'vitest';
import { createRedisNonces } from '../src/index.ts';

export const LOG_ID = 'log';
const SINCE = `truetape:1:{${LOG_ID}:nonces}:since`;
const READY_MS_MAX = 10_000;

/** Where a test finds Redis, and how everything in it is forgotten. */
export interface Place {
  readonly url: string;
  readonly forget: () => Promise<unknown>;
}

/** Nonces of one more process, and what they have logged. */
export async function openNonces({ url }: Pick<Place, 'url'>, script?: string) {
  const redis = connect(url);
  redis.on('error', () => undefined);
  const lines: string[] = [];
  const write = (fields: object, line: string) =>
    void lines.push(JSON.stringify({ ...fields, line }));
  const logger = { info: write, warn: write } as never;
  const deadline = performance.now() + READY_MS_MAX;
  while ((await redis.ping().catch(() => undefined)) !== 'PONG') {
    if (performance.now() > deadline) throw new Error('Redis does not answer');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const nonces = createRedisNonces({ redis, logId: LOG_ID, logger, ...(script && { script }) });
  return {
    nonces,
    lines,
    redis,
    /** As if this Redis had remembered for that long. */
    since: (ms: number) => redis.set(SINCE, String(ms)),
    dispose: async () => redis.disconnect(),
  };
}

export function redisHarness(place: () => Place, script?: string): NoncesHarness {
  return {
    open: async (since) => {
      await place().forget();
      const opened = await openNonces(place(), script);
      if (since === 'long ago') await opened.since(Date.now() - 3_600_000);
      return opened;
    },
  };
}

/** The same, closed after the test. */
export async function openForTest(place: Pick<Place, 'url'>) {
  const opened = await openNonces(place);
  onTestFinished(() => opened.dispose());
  return opened;
}
