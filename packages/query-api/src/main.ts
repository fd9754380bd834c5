import { authenticated } from '@truetape/auth/fastify';
import { createRedisNonces } from '@truetape/auth-redis';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { connect, RedisBoard } from '@truetape/market-data-redis';
import { followIdentities, openIdentity, openLog, runService, serve } from '@truetape/service';
import { createQueryApi } from './query-api.ts';

/** The read edge, as a process of its own. */
await runService('query-api', async (service) => {
  const { config, logger } = service;
  const { redisUrl } = config;
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  const identities = await followIdentities(service, log);
  const { logId } = log;
  const redis = redisUrl === undefined ? undefined : connect(redisUrl);
  service.onStop(() => redis?.disconnect());
  const nonces = redis && createRedisNonces({ redis, logId, logger });
  const { authenticator } = await openIdentity(service, {
    ...{ identities, logId },
    ...(nonces && { nonces }),
  });
  const board =
    redisUrl === undefined ? undefined : new RedisBoard({ url: redisUrl, logId, logger });
  service.onStop(() => board?.close());
  const databaseUrl = () => config.databaseUrl;
  const { origins, deflate, ...limits } = config.stream;
  const queryApi = createQueryApi({
    ...service,
    ...{ log, databaseUrl, board, authenticator, origins, deflate, limits },
  });
  await serve(service, {
    ready: () => ({
      marketData: { ok: queryApi.isCurrent() },
      ...(board && { redis: { ok: queryApi.isShared(), optional: true } }),
    }),
    plugins: [authenticated(authenticator, [queryApi.plugin])],
  });
});
