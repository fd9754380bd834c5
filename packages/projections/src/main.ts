import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { modelsNamed } from '@truetape/read-models';
import { lowerPriority, openLog, runService, serve } from '@truetape/service';
import { runProjector } from './projector/projector.ts';

const REPORT_EVERY_MS = 500;

/** The read models, kept up to date in Postgres by a process of its own. */
await runService('projections', async (service) => {
  // Orders go first: read models may lag, commands may not.
  lowerPriority();
  const { databaseUrl, projections } = service.config;
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: where is Postgres?');
  const models = modelsNamed(projections);
  if (!models.ok) throw new Error(`PROJECTIONS is wrong: ${models.failure}`);
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  let position: number | undefined;
  const projector = runProjector({
    ...service,
    log,
    databaseUrl,
    models: models.value,
    onProgress: (reached) => {
      position = reached;
    },
  });
  service.onStop(() => projector.stop());
  void projector.ended.then((ended) => {
    if (!ended.ok) service.fail(`${ended.failure.message} (${ended.failure.code})`);
  });

  const report = setInterval(async () => {
    const { events, ms, position } = await projector.lag();
    const place = position < 0 ? {} : { position };
    service.parent.tell({ ...place, lagEvents: events, lagMs: ms });
  }, REPORT_EVERY_MS);
  service.onStop(() => clearInterval(report));
  // One that has stopped is named, and the others are served: a probe that failed would end them too.
  const ready = () => ({
    readModels: { ok: position !== undefined, stopped: [...projector.stopped().keys()] },
  });
  await serve(service, { ready });
});
