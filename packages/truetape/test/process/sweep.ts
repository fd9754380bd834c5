import { randomUUID } from 'node:crypto';
import { epochMs } from '@truetape/domain';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { createMetrics } from '@truetape/observability';
import { startOrderPath } from '../../src/start/order-path.ts';
import { execute, limitOrder, logger, openVenue, type Venue } from '../order-path/support.ts';

export const MAKERS = 40;
export const OUTCOMES_PER_APPEND = 7;

type WrapDisk = Parameters<typeof openLmdbLog>[0]['wrapDisk'];

/** The order path on a real log; a sweep is split into appends of seven outcomes. */
export async function startOnFolder(folder: string, wrapDisk?: WrapDisk): Promise<Venue> {
  const log = await openLmdbLog({
    folder,
    clockMs: () => 1_000,
    onFatal: (failure) => {
      throw failure;
    },
    ...(wrapDisk === undefined ? {} : { wrapDisk }),
  });
  const path = await startOrderPath({
    log,
    now: () => epochMs(1_000),
    instance: randomUUID(),
    build: 'test',
    logger,
    metrics: createMetrics({ processMetrics: false }),
    outcomesPerAppend: OUTCOMES_PER_APPEND,
    onStopped: (reason) => {
      throw new Error(reason);
    },
  });
  return { ...path, log };
}

/** Forty orders of one account stand, and an order of another takes them all. */
export async function sweep(venue: Venue): Promise<void> {
  await openVenue(venue, ['ann', 'bob']);
  for (let at = 0; at < MAKERS; at++) {
    await execute(venue.accounts, 'ann', limitOrder(venue, `m${at}`, 'sell', 100 + at, 1));
  }
  await execute(venue.accounts, 'bob', limitOrder(venue, 'sweep', 'buy', 200, MAKERS));
  await venue.log.settled();
}
