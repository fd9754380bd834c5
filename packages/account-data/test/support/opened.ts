import { createLogger } from '@truetape/observability';
import { openLog, Venue } from '@truetape/read-models/testing';
import { onTestFinished } from 'vitest';
import { AccountData } from '../../src/index.ts';
import { FoldStore } from './fold-store.ts';

/** The second begins as the first does. */
export const ACCOUNTS = ['trader-1', 'trader-11', 'trader-2'];

export async function openVenue() {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  await venue.settled();
  const store = new FoldStore(log);
  const logger = createLogger({ level: 'silent', destination: '/dev/null' });
  const data = new AccountData({ log, store, logger });
  onTestFinished(async () => {
    await data.stop();
    await log.close();
  });
  return { log, venue, store, data };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}
