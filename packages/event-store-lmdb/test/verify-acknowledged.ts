import { deepStrictEqual as equal } from 'node:assert';
import type { Appended, EventLog } from '@truetape/event-store';
import { readAll, readStream } from '@truetape/event-store/contract';
import { loadEvent } from './load.ts';

export type Acknowledged = Appended & { readonly stream: string };

/** The log has no gap, every event is the one that was sent, and what was acknowledged is where it was said to be. */
export async function verifyAcknowledged(
  log: EventLog,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const events = await readAll(log);
  const positions = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    equal(event.position, index);
    const ofStream = positions.get(event.stream) ?? [];
    equal(event.data, loadEvent(event.stream, ofStream.length).data);
    equal(event.revision, ofStream.length);
    positions.set(event.stream, [...ofStream, index]);
  }
  for (const { stream, revision, hash, position } of acknowledged) {
    const event = events[position];
    equal([event?.stream, event?.revision, event?.hash], [stream, revision, hash]);
  }
  for (const [stream, expected] of positions) {
    const found = await readStream(log, stream);
    equal(
      found.map((event) => event.position),
      expected,
    );
    const last = found.at(-1);
    equal(await log.streamHead(stream), { revision: last?.revision, hash: last?.hash });
  }
}
