import { createAccounts } from '@truetape/accounts';
import { keysPath, seedUsers } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { createRedisNonces } from '@truetape/auth-redis';
import { RULESETS } from '@truetape/domain';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { connect } from '@truetape/market-data-redis';
import {
  BUILD,
  followIdentities,
  followLog,
  openIdentity,
  openIdentityDesk,
  openLog,
  runService,
  serve,
} from '@truetape/service';
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
  service.onStop(() => redis?.disconnect());
  const nonces = redis && createRedisNonces({ redis, logId, logger });
  const identity = await openIdentity(service, { identities, logId, ...(nonces && { nonces }) });
  const desk = await openIdentityDesk(service, log, identity);
  const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
  await serve(service, {
    ready: () => ({
      orders: { ok: true },
      ...(redis && { redis: { ok: redis.status === 'ready', optional: true } }),
    }),
    plugins: [
      authenticated(identity.authenticator, [commands, identityApi(desk)]),
      ...(config.queryUrl === undefined ? [] : [passOnReads(config.queryUrl)]),
    ],
  });
});
