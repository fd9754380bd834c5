/** An event as the server keeps it. */
export interface StoredEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly createdMs: number;
  /** Where its record begins in the log: commit and prepare position are both this. */
  readonly position: number;
}

export type ProposedEvent = Pick<StoredEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export const NO_STREAM = -1;

/** A revision, `NO_STREAM`, or one of the two that Truetape never sends. */
export type Expected = number | 'any' | 'exists';

export type Written =
  | { readonly answer: 'success'; readonly revision: number; readonly position: number }
  | { readonly answer: 'wrong-version'; readonly current: number }
  | { readonly answer: 'too-large' };

export const MAX_APPEND_BYTES = 1_048_576;

/** Every so many writes the server writes something of its own, so that the last event is often not a user's. */
const WRITES_PER_SYSTEM_EVENT = 7;

/**
 * The log of the double, in memory: positions are byte offsets with gaps, a repeated append is compared by event ids
 * and by nothing else, and system events stand among those of users.
 */
export class StoredLog {
  readonly all: StoredEvent[] = [];
  /** How far the server's clock is ahead of this machine's. */
  clockAheadMs = 0;
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #listeners = new Set<() => void>();
  #end = 0;
  #writes = 0;

  constructor() {
    this.#system('$users');
  }

  stream(name: string): readonly StoredEvent[] | undefined {
    return this.#streams.get(name);
  }

  write(stream: string, expected: Expected, events: readonly ProposedEvent[]): Written {
    if (sizeOf(events) > MAX_APPEND_BYTES) return { answer: 'too-large' };
    const stored = this.#streams.get(stream) ?? [];
    const current = stored.length - 1;
    if (expected === 'any' || (expected === 'exists' && current >= 0)) {
      return this.#store(stream, events);
    }
    if (expected === current) return this.#store(stream, events);
    if (expected === 'exists' || expected > current) return { answer: 'wrong-version', current };
    const there = stored.slice(expected + 1, expected + 1 + events.length);
    const isRepeat = events.every((event, index) => event.id === there[index]?.id);
    const last = there.at(-1);
    if (!isRepeat || last === undefined) return { answer: 'wrong-version', current };
    return { answer: 'success', revision: last.revision, position: last.position };
  }

  /** Index in `all` of the first event after a position; undefined when no record begins at that position. */
  after(position: number): number | undefined {
    const index = this.firstFrom(position);
    return this.all[index]?.position === position ? index + 1 : undefined;
  }

  /** Index in `all` of the first event at a position or after it. */
  firstFrom(position: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle] as StoredEvent).position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls a listener after each write, until it is told to stop. */
  onWritten(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  nowMs(): number {
    return Date.now() + this.clockAheadMs;
  }

  #store(stream: string, events: readonly ProposedEvent[]): Written {
    for (const event of events) this.#put(stream, event);
    this.#writes += 1;
    if (this.#writes % WRITES_PER_SYSTEM_EVENT === 0) this.#system('$scavenges');
    for (const listener of this.#listeners) listener();
    const last = this.#streams.get(stream)?.at(-1) as StoredEvent;
    return { answer: 'success', revision: last.revision, position: last.position };
  }

  #put(stream: string, event: ProposedEvent): void {
    const stored = this.#streams.get(stream) ?? [];
    const { id, type, contentType, data, metadata } = event;
    const record: StoredEvent = {
      id,
      type,
      contentType,
      data,
      metadata,
      stream,
      revision: stored.length,
      createdMs: this.nowMs(),
      position: this.#end,
    };
    stored.push(record);
    this.#streams.set(stream, stored);
    this.all.push(record);
    this.#end += 90 + stream.length + type.length + data.length + metadata.length;
  }

  #system(stream: string): void {
    const id = '00000000-0000-4000-8000-000000000000';
    const data = Buffer.from('{}');
    const contentType = 'application/json';
    this.#put(stream, { id, type: '$double', contentType, data, metadata: new Uint8Array() });
  }
}

/** As the server counts: data, metadata, and each letter of the type twice. */
export function sizeOf(events: readonly ProposedEvent[]): number {
  let bytes = 0;
  for (const { data, metadata, type } of events)
    bytes += data.length + metadata.length + 2 * type.length;
  return bytes;
}
