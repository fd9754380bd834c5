import { createAccounts } from '@truetape/accounts';
import { keysPath, securityLogOf, seedUsers } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { RULESETS } from '@truetape/domain';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
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
import { commandApi } from './index.ts';
import { passOnReads } from './pass-on-reads.ts';

/** The write edge and the accounts behind it, as a process of its own. */
await runService('command-api', async (service) => {
  const { config, metrics, now } = service;
  const log = await openLog(service, { eventStoreDb: openEventStoreDbLog });
  const accounts = createAccounts({ log, now, metrics });
  await followLog(service, log, accounts);
  const identities = await followIdentities(service, log);
  const path = keysPath(config.dataDir);
  await seedUsers({ log, identities, path, now, correlationId: BUILD });
  const { logId } = log;
  const identity = await openIdentity(service, { identities, logId });
  const desk = await openIdentityDesk(service, log, identity);
  const journal = keepSecurityJournal(service, identity.personalData, securityLogOf(log));
  const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
  await serve(service, {
    ready: () => ({ orders: { ok: true } }),
    plugins: [
      authenticated(identity.authenticator, [commands, identityApi(desk)], journal),
      ...(config.queryUrl === undefined ? [] : [passOnReads(config.queryUrl)]),
    ],
  });
});
