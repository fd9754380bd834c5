import { describeBoardContract } from '@truetape/market-data/contract';
import { afterAll, beforeAll, describe } from 'vitest';
import { RedisCluster } from './support/redis-cluster.ts';
import { redisHarness } from './support/redis-harness.ts';
import { isRedisThere, RedisServer } from './support/redis-server.ts';

describe.runIf(isRedisThere)('on one Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server?.dispose());

  describeBoardContract(
    'RedisBoard',
    redisHarness(() => ({ url: server.url, forget: () => server.operator.flushall() })),
  );
});

describe.runIf(isRedisThere)('on a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await RedisCluster.start();
  });
  afterAll(() => cluster?.dispose());

  describeBoardContract(
    'RedisBoard, cluster',
    redisHarness(() => ({
      url: cluster.url,
      forget: () => Promise.all(cluster.nodes.map(({ operator }) => operator.flushall())),
    })),
  );
});
