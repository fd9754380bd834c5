import { readVoidedInputs } from '@truetape/codec';
import { type EventLog, resume, type Snapshots, saveSnapshots } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { createMetrics, type Logger } from '@truetape/observability';
import { createRiskWatch } from '@truetape/workflows';
import { orderPathParts } from '../start/order-path.ts';

export interface SnapshotsTaken {
  /** Of the last event in them; -1 in an empty log. */
  readonly position: number;
  /** How many events were read for them. */
  readonly events: number;
}

export interface TakeSnapshots {
  /** Only read. */
  readonly log: EventLog;
  readonly snapshots: Snapshots;
  readonly logger: Logger;
}

/**
 * Brings the snapshots of the order path and of the risk watch up to the durable head of the log, by the folds that they
 * themselves start with: from the newest snapshots, or from the log's start where there are none or the log contradicts them.
 * Every checkpoint of a market that is read on the way is compared with the state that was worked out.
 *
 * @throws whatever the log contradicts when it is read from its start; nothing is saved then
 */
export async function takeSnapshots(options: TakeSnapshots): Promise<SnapshotsTaken> {
  const { log, snapshots, logger } = options;
  const { folds, last, after, events } = await fold(options, snapshots).catch((error: unknown) => {
    logger.error({ err: error }, 'the log contradicts the snapshots');
    return fold(options, NONE);
  });
  if (last !== undefined) await saveSnapshots(log, snapshots, folds, last);
  return { position: last?.position ?? after, events };
}

const NONE: Pick<Snapshots, 'newestFirst'> = {
  newestFirst: async function* () {
    // There are none.
  },
};

async function fold({ log, logger }: TakeSnapshots, from: Pick<Snapshots, 'newestFirst'>) {
  const metrics = createMetrics({ processMetrics: false });
  const parts = orderPathParts({
    log,
    voided: await readVoidedInputs(log),
    logger,
    metrics,
    instance: 'snapshots',
    build: '',
    withIdentities: true,
    now: neverLive,
    onStopped: neverLive,
  });
  const folds = [...parts.folds, createRiskWatch({ append: neverLive, logger, metrics })];
  const { after, onEvents } = await resume(log, from, folds, {
    onResumed: () => undefined,
    onIgnored: (name, reason) =>
      logger.warn({ component: name, reason }, 'a snapshot is passed over'),
  });
  let last: RecordedEvent | undefined;
  let events = 0;
  for await (const batch of log.readAll({ after })) {
    onEvents(batch);
    events += batch.length;
    last = batch.at(-1);
  }
  return { folds, last, after, events };
}

/** What only reads is asked for neither the time nor anything else. */
function neverLive(): never {
  assert(false, 'what reads for snapshots decides nothing');
}
