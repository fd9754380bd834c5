import { createAccounts } from '@truetape/accounts';
import { keysPath, SecurityWriter, securityLogOf, seedUsers } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { createRedisNonces } from '@truetape/auth-redis';
import { RULESETS } from '@truetape/domain';
import { RedisAllowances } from '@truetape/edge-redis';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { connect } from '@truetape/market-data-redis/connect';
import {
  BUILD,
  followIdentities,
  followLog,
  keepSecurityJournal,
  openIdentity,
  openIdentityDesk,
  openLog,
  runService,
  serve,
} from '@truetape/service';
import { limitPrincipals } from '@truetape/service/limit-principals';
import { commandApi } from './index.ts';
import { passOnReads } from './pass-on-reads.ts';

/** The write edge and the accounts behind it, as a process of its own. */
await runService('command-api', async (service) => {
  const { config, logger, metrics, now } = service;
  const log = await openLog(service, { eventStoreDb: openEventStoreDbLog });
  const accounts = createAccounts({ log, now, metrics });
  await followLog(service, log, accounts);
  const identities = await followIdentities(service, log);
  const path = keysPath(config.dataDir);
  await seedUsers({ log, identities, path, now, correlationId: BUILD });
  const { logId } = log;
  const redis = config.redisUrl === undefined ? undefined : connect(config.redisUrl);
  // Whoever asks it is told, and says so.
  redis?.on('error', () => undefined);
  service.onStop(() => redis?.disconnect());
  const nonces = redis && createRedisNonces({ redis, logId, logger });
  const identity = await openIdentity(service, { identities, logId, ...(nonces && { nonces }) });
  const security = new SecurityWriter(securityLogOf(log));
  const desk = await openIdentityDesk(service, { log, security }, identity);
  const journal = keepSecurityJournal(service, identity.personalData, security);
  const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
  const sharedAllowances =
    redis && new RedisAllowances({ redis, logId, name: service.name, logger });
  await serve(service, {
    sharedAllowances,
    ready: () => ({
      orders: { ok: true },
      ...(redis && { redis: { ok: redis.status === 'ready', optional: true } }),
    }),
    plugins: [
      authenticated(
        identity.authenticator,
        [limitPrincipals, commands, identityApi(desk)],
        journal,
      ),
      ...(config.queryUrl === undefined
        ? []
        : [passOnReads(config.queryUrl, config.edge.tls?.cert)]),
    ],
  });
});
