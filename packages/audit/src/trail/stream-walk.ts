import type { EventLog } from '@truetape/event-store';
import type { EventRef, RecordedEvent } from '@truetape/kernel';

/** What a trail reads of a log. */
export type Streams = Pick<EventLog, 'head' | 'readStream' | 'streamHead'>;

/** Events read at once. */
const CHUNK = 256;

/** The event at a place, if there is one. */
export async function eventAt(
  log: Streams,
  { stream, revision }: EventRef,
): Promise<RecordedEvent | undefined> {
  for await (const [event] of log.readStream(stream, { from: revision, limit: 1 })) return event;
  return undefined;
}

/** The revision of the first event of a stream behind a log position: found in as many reads as it has binary digits. */
async function firstAfter(log: Streams, stream: string, position: number): Promise<number> {
  let low = 0;
  let high = ((await log.streamHead(stream))?.revision ?? -1) + 1;
  while (low < high) {
    const revision = Math.floor((low + high) / 2);
    const event = await eventAt(log, { stream, revision });
    if (event !== undefined && event.position <= position) low = revision + 1;
    else high = revision;
  }
  return low;
}

/** The events of one stream behind a log position and up to another one, in order. */
export async function* streamAfter(
  log: Streams,
  stream: string,
  after: number,
  upTo: number,
): AsyncGenerator<RecordedEvent, undefined> {
  for (let from = await firstAfter(log, stream, after); ; from += CHUNK) {
    let count = 0;
    for await (const batch of log.readStream(stream, { from, limit: CHUNK })) {
      for (const event of batch) {
        if (event.position > upTo) return undefined;
        yield event;
      }
      count += batch.length;
    }
    if (count < CHUNK) return undefined;
  }
}

interface Walked {
  readonly events: AsyncGenerator<RecordedEvent, undefined>;
  next: RecordedEvent | undefined;
}

/** Several streams as one, in the order of the log; any of them may be left on the way. */
export class StreamWalk {
  readonly #log: Streams;
  readonly #after: number;
  readonly #upTo: number;
  readonly #walked = new Map<string, Walked>();

  constructor(log: Streams, after: number, upTo: number) {
    this.#log = log;
    this.#after = after;
    this.#upTo = upTo;
  }

  async follow(stream: string): Promise<void> {
    const events = streamAfter(this.#log, stream, this.#after, this.#upTo);
    this.#walked.set(stream, { events, next: (await events.next()).value });
  }

  leave(stream: string): void {
    this.#walked.delete(stream);
  }

  /** The next event of any of them; undefined when there is none. */
  async next(): Promise<RecordedEvent | undefined> {
    let first: Walked | undefined;
    for (const walked of this.#walked.values()) {
      if (walked.next === undefined) continue;
      if (first?.next === undefined || walked.next.position < first.next.position) first = walked;
    }
    const event = first?.next;
    if (first !== undefined) first.next = (await first.events.next()).value;
    return event;
  }
}
