import type { RecordedEvent } from '@truetape/kernel';
import type { EventSource } from '../event-source.ts';

/** The events of a source, one after the other. */
export class EventCursor {
  readonly #batches: AsyncIterator<readonly RecordedEvent[]>;
  #batch: readonly RecordedEvent[] = [];
  #at = 0;

  /** @param after the position after which it begins */
  constructor(source: EventSource, after: number, upTo: number) {
    this.#batches = source.readAll({ after, upTo })[Symbol.asyncIterator]();
  }

  /** The next event; undefined at the end. */
  async next(): Promise<RecordedEvent | undefined> {
    while (this.#at === this.#batch.length) {
      const { value, done } = await this.#batches.next();
      if (done) return undefined;
      this.#batch = value;
      this.#at = 0;
    }
    const event = this.#batch[this.#at];
    this.#at += 1;
    return event;
  }
}
