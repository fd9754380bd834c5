import { createAccounts } from '@truetape/accounts';
import { authenticated } from '@truetape/auth/fastify';
import { RULESETS } from '@truetape/domain';
import { RedisAllowances } from '@truetape/edge-redis';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { followLog, openKeys, openLog, runService, serve } from '@truetape/service';
import { limitPrincipals } from '@truetape/service/limit-principals';
import { commandApi } from './index.ts';
import { passOnReads } from './pass-on-reads.ts';

/** The write edge and the accounts behind it, as a process of its own. */
await runService('command-api', async (service) => {
  const { name, config, logger, metrics, now } = service;
  const keyRing = openKeys(service);
  const log = await openLog(service, { eventStoreDb: openEventStoreDbLog });
  const accounts = createAccounts({ log, now, metrics });
  await followLog(service, log, accounts);
  const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
  const { redisUrl } = config;
  const sharedAllowances =
    redisUrl === undefined
      ? undefined
      : new RedisAllowances({ url: redisUrl, logId: log.logId, name, logger });
  service.onStop(() => sharedAllowances?.close());
  await serve(service, {
    sharedAllowances,
    ready: () => ({ orders: { ok: true } }),
    plugins: [
      authenticated(keyRing, [limitPrincipals, commands]),
      ...(config.queryUrl === undefined
        ? []
        : [passOnReads(config.queryUrl, config.edge.tls?.cert)]),
    ],
  });
});
