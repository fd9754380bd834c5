import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { Publisher } from '@truetape/market-data';
import { RedisBoard } from '@truetape/market-data-redis';
import { EXIT, openLog, runService, serve } from '@truetape/service';

const REPORT_EVERY_MS = 500;

/** Folds the markets once for every `query-api`, and posts them on Redis. A later one takes its place. */
await runService('market-data', async (service) => {
  const { config, logger, now, fail } = service;
  const { redisUrl } = config;
  if (redisUrl === undefined) throw new Error('REDIS_URL is not set: where is Redis?');
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  const board = new RedisBoard({ url: redisUrl, logId: log.logId, logger });
  service.onStop(() => board.close());
  const publisher = new Publisher({
    ...service,
    log,
    board,
    clockMs: now,
    onReplaced: () => fail('Another process posts the markets now.', EXIT.replaced),
    onFailure: (error) => fail(error instanceof Error ? error.message : String(error)),
  });
  service.onStop(() => publisher.stop());

  const report = () => service.parent.tell({ position: publisher.position });
  const timer = setInterval(report, REPORT_EVERY_MS);
  service.onStop(() => clearInterval(timer));
  await serve(service, {
    ready: () => ({ marketData: { ok: publisher.isCurrent }, redis: { ok: board.isThere() } }),
  });
});
