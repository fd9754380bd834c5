import type { EventStoreDBClient } from '@eventstore/db-client';
import { within } from './within.ts';

/** The client waits for every call to end, also for one whose end it has missed. */
const LONGEST_MS = 1_000;

/** Ends what a client has under way; nothing is asked of it any more. */
export async function dispose(client: EventStoreDBClient): Promise<void> {
  await within(LONGEST_MS, client.dispose()).catch(() => {});
}
