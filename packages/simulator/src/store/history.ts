import type { RecordedEvent } from '@truetape/kernel';

/** What is on disk, as it came there: the truth that everything else is compared with. */
export class History {
  readonly events: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #listeners = new Set<(event: RecordedEvent) => void>();

  /** Told of each event right after it is on disk, before anybody is answered. Answers how to be told no more. */
  onStored(listener: (event: RecordedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get head(): number {
    return this.events.length - 1;
  }

  add(event: RecordedEvent): void {
    this.events.push(event);
    const stream = this.#streams.get(event.stream);
    if (stream === undefined) this.#streams.set(event.stream, [event]);
    else stream.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  at(stream: string, revision: number): RecordedEvent | undefined {
    return this.#streams.get(stream)?.[revision];
  }

  get streams(): ReadonlyMap<string, readonly RecordedEvent[]> {
    return this.#streams;
  }
}
