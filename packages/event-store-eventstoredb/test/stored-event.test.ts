import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { eventId } from '@truetape/codec';
import { NO_STREAM } from '@truetape/event-store';
import { encodeAppend, hashesAfter } from '@truetape/event-store/adapter';
import type { NewEvent } from '@truetape/kernel';
import { describe, it } from 'vitest';
import { sizeOf } from '../src/double/stored-log.ts';
import { encodeEvents } from '../src/stored-event.ts';

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

/** As the client sends it. */
function sent(stream: string, event: NewEvent) {
  const append = encodeAppend(stream, NO_STREAM, [event]);
  const hashes = hashesAfter('0'.repeat(64), append);
  const [stored] = encodeEvents(append, hashes);
  if (stored === undefined) throw new Error('one event');
  return { append, hash: hashes[0] as string, stored };
}

describe('a stored event', () => {
  it('is never larger, as the server counts, than its canonical form, up to a type of 22 letters', () => {
    for (const stream of ['clock', 'venue', 'market-BTC-USD', `account-${'9'.repeat(190)}`]) {
      for (const letters of [1, 10, 22]) {
        const actor = { userId: 'u-1', keyId: 'k-1', requestId: 'r-1' };
        const event = { type: 'T'.repeat(letters), schemaVersion: 1, correlationId: 'c', data: {} };
        const causation = { stream: 'clock', revision: 7 };
        for (const each of [event, { ...event, actor }, { ...event, causation, actor }]) {
          const { append, stored } = sent(stream, each);
          const proposed = {
            id: stored.id,
            type: stored.type,
            contentType: stored.contentType,
            data: bytesOf(stored.data),
            metadata: bytesOf(stored.metadata),
          };
          holds(sizeOf([proposed]) <= append.bytes, `${stream} ${letters}: ${append.bytes}`);
        }
      }
    }
  });

  it('has the id that follows from its content, and is written as it was hashed', () => {
    const event = { type: 'T', schemaVersion: 1, correlationId: 'c', data: { b: 1, a: undefined } };
    const { hash, stored } = sent('a', event);
    equal(stored.id, eventId({ stream: 'a', revision: 0, hash }));
    equal(JSON.stringify(stored.data), '{"b":1}');
  });
});
