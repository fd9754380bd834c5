import type { EventLog } from '@truetape/event-store';
import { FileSnapshots, type Resumed, resume, START } from '@truetape/event-store';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import {
  appendByParent,
  followLog,
  openLog,
  runService,
  type Service,
  serve,
  snapshotFolder,
} from '@truetape/service';
import {
  type AppendWatch,
  appendWatchTo,
  createRiskWatch,
  type RiskWatch,
} from '@truetape/workflows';
import type { WatchAsked } from './start/watch-messages.ts';

const REPORT_EVERY_MS = 500;

/**
 * Holds accounts against their limits, in a process of its own: the order path only appends what it says. On LMDB it is
 * started by the writer of the log. It gives way to nobody: a watch that sleeps while most is traded is none.
 */
await runService('risk-watch', async (service) => {
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  const append = appendingTo(log, service);
  let watch: RiskWatch;
  try {
    watch = createRiskWatch({ ...service, append });
    await follow(service, log, watch, await resumed(service, log, watch));
  } catch (error) {
    service.logger.error({ err: error }, 'the log is read from its start');
    watch = createRiskWatch({ ...service, append });
    await follow(service, log, watch, { after: START, onEvents: watch.onEvents });
  }
  service.onStop(watch.stop);

  const lag = service.metrics.riskLagEvents.labels();
  const report = (head: number) => {
    const position = watch.position();
    const lagEvents = Math.max(0, head - position);
    lag.set(lagEvents);
    service.parent.tell({ position, lagEvents });
  };
  // A log that is away says so itself.
  const timer = setInterval(() => log.head().then(report, () => undefined), REPORT_EVERY_MS);
  service.onStop(() => clearInterval(timer));
  await serve(service, { ready: () => ({ limits: { ok: true } }) });
});

/** @throws Error with the line for the operator where nothing can be appended */
function appendingTo(log: EventLog, { config }: Service): AppendWatch {
  if (config.eventStoreUrl !== undefined) return appendWatchTo(log);
  if (!process.connected) {
    throw new Error('On LMDB the risk watch is started by the process that writes the log.');
  }
  const ask = appendByParent<WatchAsked>();
  return (stream, expectedRevision, events) => ask({ stream, expectedRevision, events });
}

/** Only beside a log on LMDB there are snapshots. */
async function resumed(
  { config, logger }: Service,
  log: EventLog,
  watch: RiskWatch,
): Promise<Resumed> {
  if (config.eventStoreUrl !== undefined) return { after: START, onEvents: watch.onEvents };
  return resume(log, new FileSnapshots(snapshotFolder(config.dataDir)), [watch], {
    onResumed: (component, position) => logger.info({ component, position }, 'begins'),
    onIgnored: (component, reason) =>
      logger.warn({ component, reason }, 'a snapshot is passed over'),
  });
}

function follow(service: Service, log: EventLog, { goLive }: RiskWatch, from: Resumed) {
  return followLog(service, log, { ...from, goLive });
}
