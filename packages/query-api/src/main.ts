import { authenticated } from '@truetape/auth/fastify';
import { RedisAllowances } from '@truetape/edge-redis';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { RedisBoard } from '@truetape/market-data-redis';
import { openKeys, openLog, runService, serve } from '@truetape/service';
import { limitPrincipals } from '@truetape/service/limit-principals';
import { createQueryApi } from './query-api.ts';

/** The read edge, as a process of its own. */
await runService('query-api', async (service) => {
  const { config, logger } = service;
  const { redisUrl } = config;
  const keyRing = openKeys(service);
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  const board =
    redisUrl === undefined
      ? undefined
      : new RedisBoard({ url: redisUrl, logId: log.logId, logger });
  service.onStop(() => board?.close());
  const sharedAllowances =
    redisUrl === undefined
      ? undefined
      : new RedisAllowances({ url: redisUrl, logId: log.logId, name: service.name, logger });
  service.onStop(() => sharedAllowances?.close());
  const databaseUrl = () => config.databaseUrl;
  const { origins, deflate, ...limits } = config.stream;
  const queryApi = createQueryApi({
    ...service,
    ...{ log, databaseUrl, board, keyRing, origins, deflate, limits },
  });
  await serve(service, {
    ready: () => ({
      marketData: { ok: queryApi.isCurrent() },
      ...(board && { redis: { ok: queryApi.isShared(), optional: true } }),
    }),
    sharedAllowances,
    plugins: [authenticated(keyRing, [limitPrincipals, queryApi.plugin])],
  });
});
