import {
  ANY,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { ANY_CLOCK_MS } from './deadline.ts';
import type { Namespace } from './namespace.ts';
import type { Limits } from './options.ts';
import { received } from './received.ts';
import { untilAnswered, within } from './within.ts';

export interface ClockSkewOptions {
  readonly writer: () => EventStoreDBClient;
  readonly reader: EventStoreDBClient;
  readonly namespace: Namespace;
  readonly limits: Limits;
  readonly clockMs: () => number;
}

/**
 * Compares our clock with the server's, by an event that has no other use: it stands outside the log, in a stream of
 * which the server keeps only the last one.
 */
export class ClockSkew {
  readonly #options: ClockSkewOptions;
  #isBounded = false;

  constructor(options: ClockSkewOptions) {
    this.#options = options;
  }

  /**
   * How far the server's clock is ahead of ours, in milliseconds, negative when it is behind. The server writes its time
   * somewhere between sending and answer: a difference smaller than that is none.
   */
  measure(): Promise<number> {
    const { writer, namespace, limits, clockMs } = this.#options;
    return untilAnswered(limits, async () => {
      await this.#bound();
      const sentAtMs = clockMs();
      const event = jsonEvent({ type: 'ClockCompared', data: {} });
      const sent = writer().appendToStream(namespace.clockStream, event, {
        expectedRevision: ANY,
        requiresLeader: true,
        deadline: ANY_CLOCK_MS,
      });
      const { nextExpectedRevision } = await within(limits.appendMs, sent);
      const answeredAtMs = clockMs();
      const writtenAtMs = await this.#createdAt(nextExpectedRevision);
      if (writtenAtMs < sentAtMs) return writtenAtMs - sentAtMs;
      return Math.max(0, writtenAtMs - answeredAtMs);
    });
  }

  /** Ours, or that of another process which came after it: both are the server's time of just now. */
  async #createdAt(revision: bigint): Promise<number> {
    const { reader, namespace, limits } = this.#options;
    const last = reader.readStream(namespace.clockStream, {
      direction: BACKWARDS,
      fromRevision: END,
      maxCount: 1,
      requiresLeader: true,
    });
    for await (const { created, revision: found } of received(last, limits.answerMs)) {
      if (found >= revision) return created.getTime();
    }
    throw new Error('the event that compares the clocks is not readable yet');
  }

  /** Once, by whoever is first. */
  async #bound(): Promise<void> {
    if (this.#isBounded) return;
    const { writer, namespace, limits } = this.#options;
    const expected = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
    const options = { ...expected, deadline: ANY_CLOCK_MS };
    const bounded = writer().setStreamMetadata(namespace.clockStream, { maxCount: 1 }, options);
    try {
      await within(limits.appendMs, bounded);
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
    }
    this.#isBounded = true;
  }
}
