import { BACKWARDS, END, type EventStoreDBClient, type Position } from '@eventstore/db-client';
import { START } from '@truetape/event-store';
import type { Namespace } from './namespace.ts';
import type { Limits } from './options.ts';
import { placeOf, positionNumber } from './position.ts';
import { received } from './received.ts';
import { untilAnswered } from './within.ts';

/** The last event of this log: where it is, and in which stream of the server. */
export interface LogHead {
  readonly position: number;
  readonly serverStream: string | undefined;
}

const FIRST_PAGE = 4;
const LARGEST_PAGE = 4_096;

/**
 * Finds the last event of this log. The end of the server's log may be system events, or those of others: it is read
 * backwards until one is ours, at most as far as one was seen before.
 */
export class HeadFinder {
  readonly #client: EventStoreDBClient;
  readonly #namespace: Namespace;
  readonly #limits: Limits;
  #known: LogHead = { position: START, serverStream: undefined };
  /** Nothing of this log is at it or before it. */
  readonly #origin: number;

  constructor(client: EventStoreDBClient, namespace: Namespace, limits: Limits, origin: number) {
    this.#client = client;
    this.#namespace = namespace;
    this.#limits = limits;
    this.#origin = origin;
  }

  async find(): Promise<LogHead> {
    const found = await untilAnswered(this.#limits, () => this.#search());
    if (found.position > this.#known.position) this.#known = found;
    return this.#known;
  }

  async #search(): Promise<LogHead> {
    const floor = Math.max(this.#known.position, this.#origin);
    let from: Position | typeof END = END;
    for (let size = FIRST_PAGE; ; size = Math.min(4 * size, LARGEST_PAGE)) {
      let lowest: number | undefined;
      let found: LogHead | undefined;
      const page = this.#client.readAll({
        direction: BACKWARDS,
        fromPosition: from,
        maxCount: size,
        requiresLeader: true,
      });
      for await (const { position, streamId } of received(page, this.#limits.answerMs)) {
        lowest = Number(position.commit);
        if (found === undefined && lowest > floor && this.#namespace.holds(streamId)) {
          found = { position: positionNumber(position), serverStream: streamId };
        }
      }
      if (found !== undefined) return found;
      if (lowest !== undefined && lowest <= floor) return this.#known;
      if (lowest === undefined) return this.#known;
      from = placeOf(lowest);
    }
  }
}
