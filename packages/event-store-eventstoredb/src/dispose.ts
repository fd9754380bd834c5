import type { EventStoreDBClient } from '@eventstore/db-client';
import { within } from './within.ts';

/** The client waits for every call to end, also for one whose end it has missed. */
const LONGEST_MS = 1_000;

/** Ends what a client has under way, and its connection, which the client itself leaves open. */
export async function dispose(client: EventStoreDBClient): Promise<void> {
  await within(LONGEST_MS, client.dispose()).catch(() => {});
  // biome-ignore lint/complexity/useLiteralKeys: not declared as public, and there is no other way to close it
  const channel = client['getChannel']();
  await within(
    LONGEST_MS,
    channel.then((open) => open.close()),
  ).catch(() => {});
}
