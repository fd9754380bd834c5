import { assert, type RecordedEvent } from '@truetape/kernel';
import { BATCH_LIMIT_EVENTS, RECENT_LIMIT_BYTES, RECENT_LIMIT_EVENTS } from './limits.ts';
import type { SealedEvent } from './seal.ts';

/**
 * The newest events, as the objects that were appended: everything that is not durable yet, and as many durable ones
 * as the limits allow. Subscribers read here by position, so that none of them has a buffer of its own.
 */
export class RecentEvents {
  readonly #events: RecordedEvent[] = [];
  readonly #sizes: number[] = [];
  #firstPosition: number;
  #bytes = 0;

  constructor(nextPosition: number) {
    this.#firstPosition = nextPosition;
  }

  get nextPosition(): number {
    return this.#firstPosition + this.#events.length;
  }

  add({ event, canonical }: SealedEvent): void {
    assert(event.position === this.nextPosition, 'queued positions have no gaps');
    this.#events.push(event);
    this.#sizes.push(canonical.length);
    this.#bytes += canonical.length;
  }

  /** The event at a position, while it is kept. */
  at(position: number): RecordedEvent | undefined {
    return this.#events[position - this.#firstPosition];
  }

  /** One batch from `first` up to `last`, which must be kept; undefined when `first` is no longer kept. */
  batch(first: number, last: number): RecordedEvent[] | undefined {
    const start = first - this.#firstPosition;
    if (start < 0) return undefined;
    const end = Math.min(last - this.#firstPosition + 1, start + BATCH_LIMIT_EVENTS);
    return this.#events.slice(start, end);
  }

  /** Forgets the oldest durable events once twice the limit is reached: cheap on average. */
  trim(durable: number): void {
    if (this.#events.length < 2 * RECENT_LIMIT_EVENTS && this.#bytes < 2 * RECENT_LIMIT_BYTES)
      return;
    const durableCount = durable - this.#firstPosition + 1;
    let count = 0;
    while (count < durableCount && this.#exceeds(count)) {
      this.#bytes -= this.#sizes[count] as number;
      count += 1;
    }
    this.#events.splice(0, count);
    this.#sizes.splice(0, count);
    this.#firstPosition += count;
  }

  #exceeds(dropped: number): boolean {
    return this.#events.length - dropped > RECENT_LIMIT_EVENTS || this.#bytes > RECENT_LIMIT_BYTES;
  }
}
