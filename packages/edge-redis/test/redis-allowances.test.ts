import { setTimeout as sleep } from 'node:timers/promises';
import { createEdge } from '@truetape/edge';
import { connect, isRedisThere, RedisServer } from '@truetape/market-data-redis/testing';
import { createLogger, createMetrics } from '@truetape/observability';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { RedisAllowances } from '../src/index.ts';

const logger = createLogger({ level: 'silent', destination: '-' });

describe.runIf(isRedisThere)('rate limits on Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.dispose());

  function connected() {
    const opened = connect(redis.url);
    opened.on('error', () => undefined);
    onTestFinished(() => opened.disconnect());
    return opened;
  }

  async function open(name: string, logId = 'log'): Promise<RedisAllowances> {
    const allowances = new RedisAllowances({ redis: connected(), logId, name, logger });
    // A client that is not connected yet refuses what it is asked.
    while (await allowances.take([]).then(() => isAway(allowances))) await sleep(5);
    return allowances;
  }
  const isAway = (allowances: RedisAllowances) =>
    allowances.take([{ ...OF, id: 'nobody', taken: 0 }]).then(
      () => false,
      () => true,
    );
  const OF = { limit: 'key', units: 100, seconds: 9_999 } as const;
  const take = async (allowances: RedisAllowances, id: string, taken: number) =>
    (await allowances.take([{ ...OF, id, taken }]))[0];

  test('are one bucket for all processes of a name, and others for others', async () => {
    const [one, other] = [await open('a'), await open('a')];
    expect(await take(one, 'k', 30)).toBe(70);
    expect(await take(other, 'k', 30)).toBe(40);
    expect(await take(other, 'another', 30)).toBe(70);
    expect(await take(await open('b'), 'k', 1)).toBe(99);
    expect(await take(await open('a', 'another-log'), 'k', 1)).toBe(99);
  });

  test('keep a debt, but not more than all there is', async () => {
    const one = await open('debt');
    expect(await take(one, 'k', 150)).toBe(-50);
    expect(await take(one, 'k', 1_000)).toBe(-100);
  });

  test('fill again, and a bucket that is full is gone', async () => {
    const one = await open('full');
    const quick = { limit: 'key', id: 'k', units: 1_000, seconds: 1 };
    expect((await one.take([{ ...quick, taken: 100 }]))[0]).toBe(900);
    await sleep(150);
    expect(await redis.operator.keys('*full:key:k')).toEqual([]);
    expect((await one.take([{ ...quick, taken: 1 }]))[0]).toBe(999);
  });

  test('reject while Redis is away, and go on when it is back', async () => {
    const one = await open('away');
    await redis.kill();
    await expect(take(one, 'k', 1)).rejects.toThrow();
    await redis.start();
    while (await isAway(one)) await sleep(20);
    expect(await take(one, 'k', 1)).toBe(99);
  });

  test('bind a client of two processes as if they were one; without Redis each answers alone', async () => {
    const rateLimits = { address: { units: 100, seconds: 9_999 } };
    const process = async () => {
      const metrics = createMetrics({ processMetrics: false });
      const sharedAllowances = await open('edge');
      const shared = { logger, metrics, rateLimits, sharedAllowances };
      const app = createEdge({ name: 'test', ready: () => ({}), ...shared });
      app.get('/', (_request, reply) => void reply.send({}));
      onTestFinished(() => app.close());
      return async () => (await app.inject({ url: '/' })).statusCode;
    };
    const [one, other] = [await process(), await process()];
    for (let count = 0; count < 60; count += 1) expect(await one()).toBe(200);
    for (let count = 0; count < 30; count += 1) expect(await other()).toBe(200);
    // Now and then each is told what both have taken.
    await sleep(600);
    const answers: number[] = [];
    for (let count = 0; count < 30; count += 1) answers.push(await other());
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(10);
    expect(answers.at(-1)).toBe(429);
    await redis.kill();
    const third = await (async () => {
      const metrics = createMetrics({ processMetrics: false });
      const away = new RedisAllowances({ redis: connected(), logId: 'log', name: 'edge', logger });
      const shared = { logger, metrics, rateLimits, sharedAllowances: away };
      const app = createEdge({ name: 'test', ready: () => ({}), ...shared });
      onTestFinished(() => app.close());
      return async () => (await app.inject({ url: '/nothing' })).statusCode;
    })();
    for (let count = 0; count < 100; count += 1) expect(await third()).toBe(404);
    expect(await third()).toBe(429);
  });
});
