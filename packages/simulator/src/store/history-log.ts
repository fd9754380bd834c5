import {
  type EventLog,
  type ReadAll,
  type ReadStream,
  START,
  type Subscribe,
  type Subscription,
} from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import type { History } from './history.ts';

/** So many events are delivered at once. */
const BATCH_EVENTS = 512;

/** A double: what is on disk, as objects, for a process that only reads and need not decode it again. */
export class HistoryLog implements EventLog {
  readonly pipelined = false;
  readonly logId: string;
  readonly #history: History;

  constructor(logId: string, history: History) {
    this.logId = logId;
    this.#history = history;
  }

  append(): never {
    assert(false, 'who only reads appends nothing');
  }

  async settled(): Promise<void> {}

  async streamHead(stream: string) {
    return this.#history.streams.get(stream)?.at(-1);
  }

  async *readStream(stream: string, { from = 0, limit = Infinity }: ReadStream = {}) {
    const events = this.#history.streams.get(stream)?.slice(from, from + limit) ?? [];
    if (events.length > 0) yield events;
  }

  async *readAll({ after, upTo = this.#history.head }: ReadAll) {
    const events = this.#history.events.slice(after + 1, upTo + 1);
    if (events.length > 0) yield events;
  }

  subscribeAll({ after, onEvents, onCaughtUp, onFailure }: Subscribe): Subscription {
    let position = after;
    let isBusy = false;
    let isStopped = false;
    const run = async () => {
      isBusy = true;
      while (!isStopped && position < this.#history.head) {
        const events: readonly RecordedEvent[] = this.#history.events.slice(
          position + 1,
          position + 1 + BATCH_EVENTS,
        );
        position += events.length;
        await onEvents(events);
      }
      isBusy = false;
      if (!isStopped) onCaughtUp?.(position);
    };
    const wake = () => {
      if (!isBusy && !isStopped) run().catch(onFailure);
    };
    const forget = this.#history.onStored(wake);
    assert(after >= START, 'reading begins after a position');
    wake();
    return {
      stop: async () => {
        isStopped = true;
        forget();
      },
    };
  }

  async head(): Promise<number> {
    return this.#history.head;
  }

  async close(): Promise<void> {}
}
