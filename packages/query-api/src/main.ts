import { securityLogOf } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { RedisBoard } from '@truetape/market-data-redis';
import {
  appendSecurityByParent,
  followIdentities,
  keepSecurityJournal,
  openIdentity,
  openLog,
  runService,
  serve,
} from '@truetape/service';
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
  const { authenticator, personalData } = await openIdentity(service, {
    identities,
    logId: log.logId,
  });
  const append = config.eventStoreUrl === undefined ? appendSecurityByParent() : undefined;
  const journal = keepSecurityJournal(service, personalData, securityLogOf(log, append));
  const board =
    redisUrl === undefined
      ? undefined
      : new RedisBoard({ url: redisUrl, logId: log.logId, logger });
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
    plugins: [authenticated(authenticator, [queryApi.plugin], journal)],
  });
});
