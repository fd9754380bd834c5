import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import type { Appended, EventLog, ReadAll, ReadStream } from '../log.ts';
import { NO_STREAM, START } from '../log.ts';

/** An event that differs from every other one of another number. */
export function sample(number: number, data: unknown = { number }): NewEvent {
  return { type: 'SampleTaken', schemaVersion: 1, correlationId: `request-${number}`, data };
}

export function samples(count: number, first = 0): NewEvent[] {
  return Array.from({ length: count }, (_, index) => sample(first + index));
}

/** What a reader must get for events appended to a new stream, without what the store adds of its own. */
export function contentOf(stream: string, events: readonly NewEvent[]): unknown[] {
  let hash = GENESIS_HASH;
  return events.map((event, revision) => {
    hash = chainHash(hash, canonicalForm({ stream, revision }, event));
    return { ...event, stream, revision, hash };
  });
}

export function withoutPlace(events: readonly RecordedEvent[]): unknown[] {
  return events.map(({ position, recordedAtMs, ...content }) => content);
}

/** Appends that must succeed, one after the other; the answer of the last. */
export async function fill(
  log: EventLog,
  stream: string,
  events: readonly NewEvent[],
  perAppend = events.length,
): Promise<Appended> {
  let last: Appended | undefined;
  let expected = (await log.streamHead(stream))?.revision ?? NO_STREAM;
  for (let start = 0; start < events.length; start += perAppend) {
    const answer = await log.append(stream, expected, events.slice(start, start + perAppend));
    if (!answer.ok) throw new Error(`append failed: ${JSON.stringify(answer.failure)}`);
    last = answer.value;
    expected = last.revision;
  }
  if (last === undefined) throw new Error('nothing to append');
  return last;
}

export async function allOf(
  batches: AsyncIterable<readonly RecordedEvent[]>,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) events.push(...batch);
  return events;
}

export function readAll(log: EventLog, options: Partial<ReadAll> = {}): Promise<RecordedEvent[]> {
  return allOf(log.readAll({ after: START, ...options }));
}

export function readStream(
  log: EventLog,
  stream: string,
  options?: ReadStream,
): Promise<RecordedEvent[]> {
  return allOf(log.readStream(stream, options));
}
