import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import { NO_STREAM, type StreamHead } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/**
 * Every stream is counted without a gap, and every hash follows from the one before it and the event's own bytes.
 *
 * @param begun where streams are that have begun before what is read
 */
export function checkChains(begun: ReadonlyMap<string, StreamHead> = new Map()) {
  const heads = new Map(begun);
  let position = -1;
  return {
    streams: () => heads.size,
    read: (event: RecordedEvent): void => {
      if (event.position <= position) throw new Difference('chain', event, 'positions do not grow');
      position = event.position;
      const head = heads.get(event.stream) ?? { revision: NO_STREAM, hash: GENESIS_HASH };
      if (event.revision !== head.revision + 1) {
        throw new Difference('chain', event, `revision ${head.revision + 1} is missing`);
      }
      const hash = chainHash(head.hash, canonicalForm(event, event));
      if (hash !== event.hash) throw new Difference('chain', event, 'the hash does not follow');
      heads.set(event.stream, { revision: event.revision, hash });
    },
  };
}
