import { createKeyRing, keysPath, readKeysFile } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { openLog, runService, serve } from '@truetape/service';
import { createQueryApi } from './query-api.ts';

/** The read edge, as a process of its own. */
await runService('query-api', async (service) => {
  const { config } = service;
  const keys = readKeysFile(keysPath(config.dataDir));
  if (!keys.ok) throw new Error(keys.failure);
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  const queryApi = createQueryApi({ ...service, log, databaseUrl: () => config.databaseUrl });
  await serve(service, {
    ready: () => ({ marketData: { ok: queryApi.isCurrent() } }),
    plugins: [authenticated(createKeyRing(keys.value), [queryApi.plugin])],
  });
});
