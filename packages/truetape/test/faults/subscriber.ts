import { join } from 'node:path';
import { START } from '@truetape/event-store';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { afterThisTest } from '../process/support.ts';

/** Follows the log of a service from another process, which is this one. */
export async function follow(dataDir: string) {
  const log = await openLmdbReader({ folder: join(dataDir, 'log') });
  const hashes: string[] = [];
  log.subscribeAll({
    after: START,
    onEvents: (events) => {
      for (const event of events) hashes[event.position] = event.hash;
    },
    onFailure: (failure) => {
      throw failure;
    },
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= log.close();
    return closing;
  };
  afterThisTest(close);
  return { hashes, close };
}
