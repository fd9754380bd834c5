import { SecurityWriter, securityLogOf } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { createRedisNonces } from '@truetape/auth-redis';
import { RedisAllowances } from '@truetape/edge-redis';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { RedisBoard } from '@truetape/market-data-redis';
import { connect } from '@truetape/market-data-redis/connect';
import {
  appendSecurityByParent,
  followIdentities,
  keepSecurityJournal,
  openIdentity,
  openLog,
  runService,
  serve,
} from '@truetape/service';
import { limitPrincipals } from '@truetape/service/limit-principals';
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
  // Whoever asks it is told, and says so.
  redis?.on('error', () => undefined);
  service.onStop(() => redis?.disconnect());
  const nonces = redis && createRedisNonces({ redis, logId, logger });
  const { authenticator, personalData } = await openIdentity(service, {
    ...{ identities, logId },
    ...(nonces && { nonces }),
  });
  const append = config.eventStoreUrl === undefined ? appendSecurityByParent() : undefined;
  const security = new SecurityWriter(securityLogOf(log, append));
  const journal = keepSecurityJournal(service, personalData, security);
  const board =
    redisUrl === undefined ? undefined : new RedisBoard({ url: redisUrl, logId, logger });
  service.onStop(() => board?.close());
  const sharedAllowances =
    redis && new RedisAllowances({ redis, logId, name: service.name, logger });
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
    sharedAllowances,
    plugins: [authenticated(authenticator, [limitPrincipals, queryApi.plugin], journal)],
  });
});
