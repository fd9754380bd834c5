import type { ReadAll } from '@truetape/event-store';
import { isWanted } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { Follower, type FollowerOptions } from './follower.ts';
import type { LogHead } from './head.ts';
import { Patience } from './patience.ts';

/**
 * Reads all events up to the head of the moment. The client can read `$all` only without a filter, so this is a
 * subscription that is ended there. The stream of the last event is asked for as well: its event tells that everything
 * before it has been seen, whatever version the server has.
 */
export async function* readAll(
  options: FollowerOptions,
  { after, upTo = Number.MAX_SAFE_INTEGER, prefixes }: ReadAll,
  headNow: Promise<LogHead>,
): AsyncGenerator<readonly RecordedEvent[]> {
  const head = await headNow;
  const last = Math.min(upTo, head.position);
  if (after >= last || head.serverStream === undefined) return;
  const { namespace, limits } = options;
  const asked = prefixes?.map((prefix) => namespace.onServer(prefix));
  const follower = new Follower(
    options,
    after,
    asked ? [...asked, head.serverStream] : [namespace.prefix],
  );
  const patience = new Patience(limits.readMs);
  try {
    while (follower.position < last) {
      const taken = follower.take();
      if (taken.length === 0) {
        await patience.waitFor(follower.more());
        continue;
      }
      patience.renew();
      const wanted = taken.filter(
        (event) => event.position <= last && isWanted(event.stream, prefixes),
      );
      if (wanted.length > 0) yield wanted;
    }
  } finally {
    follower.close();
  }
}
