import type { Feed, Receiver } from './feed.ts';
import { frameOf } from './frame.ts';
import type { Told } from './told.ts';

/** A message for all members of a feed. */
export interface Waiting {
  readonly feed: Feed;
  readonly told: Told;
  /** Only the newest of its kind counts: whoever is behind gets it later. */
  readonly isNewest: boolean;
}

interface Hearer {
  /** The same for those who hear the same feeds. */
  key: string;
  readonly feeds: Set<Feed>;
}

/**
 * Sends messages to everybody who hears their feeds, in one frame each, which is written once for all who hear the same
 * ones.
 *
 * @param leftOut told of whom something was left out for
 */
export function sendFrames(
  waiting: readonly Waiting[],
  leftOut: (receiver: Receiver, feed: Feed) => void,
): void {
  const frames = new Map<string, { readonly bytes: Buffer; readonly messages: number }>();
  for (const [receiver, { key, feeds }] of hearersOf(waiting, leftOut)) {
    let frame = frames.get(key);
    if (frame === undefined) {
      const heard = waiting.filter(({ feed }) => feeds.has(feed)).map(({ told }) => told.json);
      frame = { bytes: frameOf(heard), messages: heard.length };
      frames.set(key, frame);
    }
    receiver.send(frame.bytes, frame.messages);
  }
}

function hearersOf(
  waiting: readonly Waiting[],
  leftOut: (receiver: Receiver, feed: Feed) => void,
): ReadonlyMap<Receiver, Hearer> {
  const hearers = new Map<Receiver, Hearer>();
  const seen = new Set<Feed>();
  for (const { feed, isNewest } of waiting) {
    if (seen.has(feed)) continue;
    seen.add(feed);
    for (const receiver of feed.members) {
      if (isNewest && receiver.isBehind()) {
        leftOut(receiver, feed);
        continue;
      }
      let hearer = hearers.get(receiver);
      if (hearer === undefined) {
        hearer = { key: '', feeds: new Set() };
        hearers.set(receiver, hearer);
      }
      hearer.key += `${seen.size} `;
      hearer.feeds.add(feed);
    }
  }
  return hearers;
}
