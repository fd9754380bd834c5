import { deepStrictEqual as equal, match } from 'node:assert';
import { join } from 'node:path';
import { isRedisThere, RedisServer } from '@truetape/market-data-redis/testing';
import { describe, test } from 'vitest';
import { afterThisTest, ask, freePort, run, until, untilReady } from '../process/support.ts';
import { childOf } from '../shapes/children.ts';
import { PATIENCE_MS, PROCESSES_ON_LMDB, startAs } from '../shapes/shapes.ts';

const dist = (name: string) => join(import.meta.dirname, `../../dist/${name}.js`);

interface Health {
  readonly checks: { readonly redis: { readonly ok: boolean } };
}

async function isShared(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
  return answer?.ok === true && ((await answer.json()) as Health).checks.redis.ok;
}

describe.runIf(isRedisThere)('services with a Redis between them', { timeout: 120_000 }, () => {
  test('show one book, whoever is asked and whatever has died', async () => {
    const redis = await RedisServer.start('--requirepass', 'a-secret');
    afterThisTest(() => redis.dispose());
    const running = await startAs({
      ...PROCESSES_ON_LMDB,
      name: 'with Redis',
      environment: {
        REDIS_URL: `redis://:a-secret@127.0.0.1:${redis.port}`,
        MARKET_DATA_PORT: '',
      },
    });
    const { service, environment, port, keys } = running;
    const first = Number(environment.QUERY_PORT);
    const second = await freePort();
    const another = run({
      program: dist('query-api'),
      arguments: [],
      environment: {
        ...environment,
        DATABASE_URL: 'postgres://nobody',
        QUERY_PORT: String(second),
      },
    });
    await untilReady(another, second);
    const both = [first, second];
    const untilShared = () =>
      until(
        'both show what Redis has',
        async () => (await Promise.all(both.map(isShared))).every(Boolean),
        PATIENCE_MS,
      );
    await untilShared();

    const token = keys.traders[0]?.token ?? '';
    const bids: [string, string][] = [];
    /** Places an order, and asks both for the book that has it. */
    const showsNext = async () => {
      const price = String(63_000 - bids.length);
      const order = { symbol: 'BTC-USD', side: 'buy', type: 'limit', price, quantity: '1' };
      const placed = await ask(port, token, 'POST', '/v1/orders', {
        ...order,
        clientOrderId: `order-${bids.length}`,
      });
      equal(placed.status, 201);
      bids.push([price, '1']);
      for (const each of both) {
        await until(
          `${each} shows ${bids.length} levels`,
          async () => {
            const { status, body } = await ask(each, token, 'GET', '/v1/instruments/BTC-USD/book');
            return status === 200 && JSON.stringify(body.bids) === JSON.stringify(bids);
          },
          PATIENCE_MS,
        );
      }
    };
    await showsNext();
    const publisher = await childOf(service.pid, 'market-data');
    process.kill(publisher, 'SIGKILL');
    await showsNext();
    await childOf(service.pid, 'market-data', publisher);
    await redis.kill();
    await showsNext();
    await redis.start();
    await showsNext();

    run({ program: dist('market-data'), arguments: [], environment });
    await until('the first publisher is replaced', () =>
      service.errors().includes('market-data has ended (exit code 3)'),
    );
    match(service.errors(), /market-data: Another process posts the markets now\./);
    match(service.errors(), /stays down: another one has its work\./);
    await showsNext();
    equal(/a-secret/.test(service.errors() + service.output() + another.errors()), false);
    equal(await running.stop(), 0);
  });

  test('say that Redis is not configured, and no password', async () => {
    const { ended, errors } = run({ program: dist('market-data'), arguments: [] });
    equal(await ended, 1);
    match(errors(), /REDIS_URL is not set/);
    const wrong = run({
      program: dist('market-data'),
      arguments: [],
      environment: { REDIS_URL: 'http://user:a-secret@host' },
    });
    equal(await wrong.ended, 1);
    match(wrong.errors(), /REDIS_URL is wrong: "http:\/\/…@host"/);
  });
});
