import {
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type Position,
  streamNameFilter,
} from '@eventstore/db-client';
import type { Place } from './position.ts';

/** What waits in this process for a slow reader; the rest waits on the server, because nobody takes it. */
const WAITING_EVENTS = 128;

/** How often the server says how far it has looked when nothing was for us: every 32 events. */
const CHECKPOINT_INTERVAL = 1;

/**
 * One subscription of the client, from a place until it drops. It never connects again: whether it ends with an error
 * or in good order, it is over and a new one must be made.
 */
export class Feed {
  readonly #subscription: ReturnType<EventStoreDBClient['subscribeToAll']>;
  #checkpoint: Position | undefined;
  #end: { readonly error: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(client: EventStoreDBClient, after: Place, prefixes: readonly string[]) {
    this.#subscription = client.subscribeToAll(
      {
        fromPosition: after,
        requiresLeader: true,
        filter: streamNameFilter({
          prefixes: [...prefixes],
          checkpointInterval: CHECKPOINT_INTERVAL,
          // Must never throw: it would stall the subscription for good.
          checkpointReached: (_subscription, position) => {
            this.#checkpoint = position;
          },
        }),
      },
      { highWaterMark: WAITING_EVENTS },
    );
    this.#subscription
      .on('readable', () => this.#wake())
      .on('end', () => this.#ended(undefined))
      .on('close', () => this.#ended(undefined))
      .on('error', (error: unknown) => this.#ended(error));
  }

  /** The next event that has arrived; undefined when nothing more has. */
  read(): AllStreamRecordedEvent | undefined {
    for (;;) {
      const resolved = this.#subscription.read() as AllStreamResolvedEvent | null;
      if (resolved === null) return undefined;
      if (resolved.event !== undefined) return resolved.event;
    }
  }

  /** How far the server has looked. Everything before it has arrived, though perhaps not been read. */
  get checkpoint(): Position | undefined {
    return this.#checkpoint;
  }

  /** Why it is over, once it is. */
  get end(): { readonly error: unknown } | undefined {
    return this.#end;
  }

  /** Called when something has arrived, or it is over. */
  onChange(wake: () => void): void {
    this.#wake = wake;
  }

  close(): void {
    this.#wake = () => {};
    this.#subscription.unsubscribe().catch(() => {});
    this.#subscription.destroy();
  }

  #ended(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }
}
