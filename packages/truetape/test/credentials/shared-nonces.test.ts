import { deepStrictEqual as equal } from 'node:assert';
import { createRedisNonces } from '@truetape/auth-redis';
import { connect } from '@truetape/market-data-redis';
import { isRedisThere, RedisServer } from '@truetape/market-data-redis/testing';
import { describe, onTestFinished, test } from 'vitest';
import { ORDER } from '../http/venue.ts';
import { logger } from '../order-path/support.ts';
import { until } from '../process/support.ts';
import { bearer, openCredentials } from './credentials-world.ts';
import { sendWire, signedWire } from './wire.ts';

const orderOf = (clientOrderId: string) => ({
  method: 'POST',
  path: '/v1/orders',
  body: JSON.stringify({ ...ORDER, clientOrderId }),
});

describe.runIf(isRedisThere)('edges with a Redis between them', { timeout: 60_000 }, () => {
  test('take a signed request once, and none while it is away; tokens go on', async () => {
    const server = await RedisServer.start();
    onTestFinished(() => server.dispose());
    const world = await openCredentials();
    const edge = async () => {
      const redis = connect(server.url);
      onTestFinished(() => redis.disconnect());
      const nonces = createRedisNonces({ redis, logId: world.log.logId, logger });
      await until('Redis is connected', () => redis.status === 'ready');
      return world.listen(nonces);
    };
    const [one, two] = [await edge(), await edge()];
    const key = await world.ed25519('ann');
    const token = await world.bearer('ann');
    const sign = (id: string) =>
      signedWire(key, orderOf(id), { clockMs: () => world.clock.nowMs, windowSeconds: 60 });

    const wire = await sign('c-1');
    const both = await Promise.all([one, two, one, two].map((port) => sendWire(port, wire)));
    equal(both.map(({ status }) => status).sort(), [201, 401, 401, 401]);

    await server.kill();
    const head = await world.log.head();
    const away = await sendWire(two, await sign('c-2'));
    equal([away.status, away.code], [503, 'SERVICE_UNAVAILABLE']);
    equal(await world.since(head), []);
    const headers = { ...bearer(token), 'content-type': 'application/json' };
    equal((await sendWire(two, { ...orderOf('c-3'), headers })).status, 201);

    await server.start();
    await until('signed requests are taken again', async () => {
      world.clock.nowMs += 3_000;
      const { status } = await sendWire(one, await sign(`c-${world.clock.nowMs}`));
      return status === 201;
    });
  });
});
