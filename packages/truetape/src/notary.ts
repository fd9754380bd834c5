import { randomUUID } from 'node:crypto';
import {
  appendAnchorsTo,
  fileTarget,
  type NotaryOptions,
  openNotaryFiles,
  startNotary,
  urlTarget,
} from '@truetape/audit/notary';
import type { EventLog } from '@truetape/event-store';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import {
  type AnchorConfig,
  appendByParent,
  type Config,
  lowerPriority,
  openLog,
  runService,
  serve,
} from '@truetape/service';
import type { AnchorsAsked, NotaryReport } from './start/notary-messages.ts';
import { checkNotary, showNotary } from './start/show-notary.ts';

const REPORT_EVERY_MS = 500;

/**
 * Anchors the log, in a process of its own: who writes the log never reads the key. On LMDB it is started by the writer,
 * which appends what is anchored; one that is started by itself beside the writer only signs and sends.
 */
await runService('notary', async (service) => {
  // Orders go first: anchors may come later, commands may not.
  lowerPriority();
  const { config, metrics } = service;
  const log = await openLog(service, {
    eventStoreDb: openEventStoreDbLog,
    lmdb: (folder) => openLmdbReader({ folder }),
  });
  const notary = await startNotary({
    ...service,
    log,
    ...outsideOf(config.anchors),
    ...appendingTo(log, config),
    onStopped: service.fail,
  });
  service.onStop(notary.stop);

  const show = showNotary(metrics);
  const report = () => {
    const status = notary.status();
    show(status);
    service.parent.tell({ position: status.position });
    if (!process.connected) return;
    process.send?.(
      { notary: status } satisfies NotaryReport,
      undefined,
      undefined,
      () => undefined,
    );
  };
  const timer = setInterval(report, REPORT_EVERY_MS);
  service.onStop(() => clearInterval(timer));
  await serve(service, { ready: () => ({ anchors: { ...checkNotary(notary.status()) } }) });
});

/** On EventStoreDB anybody may append; on LMDB only the parent can, where there is one. */
function appendingTo(log: EventLog, { eventStoreUrl }: Config): Pick<NotaryOptions, 'append'> {
  if (eventStoreUrl !== undefined) return { append: appendAnchorsTo(log, randomUUID()) };
  if (!process.connected) return {};
  const ask = appendByParent<AnchorsAsked>();
  return { append: (expectedRevision, anchors) => ask({ expectedRevision, anchors }) };
}

/** @throws Error with the line for the operator when there is no key, or not the one there was */
function outsideOf({
  key,
  folder,
  file,
  url,
}: AnchorConfig): Pick<NotaryOptions, 'outside' | 'resume' | 'known'> {
  if (key === 'none') return {};
  const keyFile = key === 'own' ? undefined : key.path;
  const files = openNotaryFiles({ folder, keyFile, anchorFile: file });
  if (!files.ok) throw new Error(files.failure);
  const { privateKey, resume, known, keep } = files.value;
  const targets = [fileTarget(file), ...(url === undefined ? [] : [urlTarget(url)])];
  return { outside: { privateKey, targets, onSigned: keep }, resume, known: known?.anchor };
}
