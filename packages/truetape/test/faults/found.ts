import { join } from 'node:path';
import { verifyLog } from '@truetape/audit';
import { START } from '@truetape/event-store';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { nameOf } from './in-the-log.ts';
import type { Receipt } from './load.ts';

/** What is in a log that was found after a fault. */
export interface Found {
  readonly head: number;
  /** Why it does not prove itself, or cannot even be opened; undefined when it does. */
  readonly fault: string | undefined;
  /** Of these receipts, how many are not in it. */
  readonly lost: (receipts: readonly Receipt[]) => number;
  /** Whether it has an event with this hash at this position. */
  readonly has: (position: number, hash: string) => boolean;
}

/** Recovers the log below a data folder, as the service does when it starts, and proves it where that is wanted. */
export async function recover(dataDir: string, { proves = true } = {}): Promise<Found> {
  const names = new Set<string>();
  const hashes: string[] = [];
  const found = (fault: string | undefined): Found => ({
    head: hashes.length + START,
    fault,
    lost: (receipts) => receipts.filter((receipt) => !names.has(nameOf(receipt))).length,
    has: (position, hash) => hashes[position] === hash,
  });
  try {
    const onFatal = () => undefined;
    const log = await openLmdbLog({ folder: join(dataDir, 'log'), clockMs: Date.now, onFatal });
    try {
      for await (const events of log.readAll({ after: START })) {
        for (const event of events) {
          names.add(nameOf(event));
          hashes.push(event.hash);
        }
      }
      const verified = proves ? await verifyLog(log) : undefined;
      return found(verified?.ok === false ? verified.failure.message : undefined);
    } finally {
      await log.close();
    }
  } catch (error) {
    return found((error as Error).message);
  }
}
