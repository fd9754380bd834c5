import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { GENESIS_HASH } from '@truetape/codec';
import type { ReadStream, StreamHead } from '@truetape/event-store';
import { BATCH_LIMIT_BYTES, BATCH_LIMIT_EVENTS } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { checkHash } from './hash-chains.ts';
import type { Namespace } from './namespace.ts';
import type { Limits } from './options.ts';
import { received } from './received.ts';
import { decodeEvent } from './stored-event.ts';
import { untilAnswered } from './within.ts';

/** Reads single streams, page by page; each event is checked against the hash of the one before it. */
export class StreamReader {
  readonly #client: EventStoreDBClient;
  readonly #namespace: Namespace;
  readonly #limits: Limits;

  constructor(client: EventStoreDBClient, namespace: Namespace, limits: Limits) {
    this.#client = client;
    this.#namespace = namespace;
    this.#limits = limits;
  }

  async head(stream: string): Promise<StreamHead | undefined> {
    const last = await this.last(stream);
    return last && { revision: last.revision, hash: last.hash };
  }

  async last(stream: string): Promise<RecordedEvent | undefined> {
    for await (const [event] of this.read(stream, { backwards: true, limit: 1 })) return event;
    return undefined;
  }

  async at(stream: string, revision: number): Promise<RecordedEvent | undefined> {
    for await (const [event] of this.read(stream, { from: revision, limit: 1 })) return event;
    return undefined;
  }

  read(stream: string, options: ReadStream = {}): AsyncIterable<readonly RecordedEvent[]> {
    return options.backwards ? this.#backwards(stream, options) : this.#forwards(stream, options);
  }

  /** What comes before the first event wanted is read as well: it is what that one is checked against. */
  async *#forwards(stream: string, { from = 0, limit = Number.MAX_SAFE_INTEGER }: ReadStream) {
    let before: { revision: number; hash: string } | undefined =
      from === 0 ? { revision: -1, hash: GENESIS_HASH } : undefined;
    for (let left = limit; left > 0; ) {
      const first = before === undefined ? from - 1 : before.revision + 1;
      const size = Math.min(BATCH_LIMIT_EVENTS, left + (before === undefined ? 1 : 0));
      const page = await this.#page(stream, first, size, false);
      for (const event of page) {
        if (before !== undefined) checkHash(event, before.hash);
        before = event;
      }
      const wanted = page.filter((event) => event.revision >= from);
      if (wanted.length > 0) yield wanted;
      if (page.length === 0) return;
      left -= wanted.length;
    }
  }

  /** Each event is given when the one before it has been read. */
  async *#backwards(stream: string, { from, limit = Number.MAX_SAFE_INTEGER }: ReadStream) {
    let first = from;
    for (let left = limit; left > 0; ) {
      const page = await this.#page(stream, first, Math.min(BATCH_LIMIT_EVENTS, left) + 1, true);
      const wanted: RecordedEvent[] = [];
      for (const [index, event] of page.entries()) {
        const before = event.revision === 0 ? GENESIS_HASH : page[index + 1]?.hash;
        if (before === undefined || wanted.length === left) break;
        checkHash(event, before);
        wanted.push(event);
      }
      if (wanted.length > 0) yield wanted;
      const last = wanted.at(-1);
      if (last === undefined || last.revision === 0) return;
      left -= wanted.length;
      first = last.revision - 1;
    }
  }

  #page(stream: string, first: number | undefined, size: number, backwards: boolean) {
    return untilAnswered(this.#limits, async () => {
      const events: RecordedEvent[] = [];
      let bytes = 0;
      const read = this.#client.readStream(this.#namespace.onServer(stream), {
        fromRevision: first === undefined ? END : BigInt(first),
        direction: backwards ? BACKWARDS : FORWARDS,
        maxCount: size,
        requiresLeader: true,
      });
      try {
        for await (const event of received(read, this.#limits.answerMs)) {
          events.push(decodeEvent(event, this.#namespace));
          bytes += JSON.stringify(event.data).length;
          // Two at least: one to give, one to check it against.
          if (bytes > BATCH_LIMIT_BYTES && events.length > 1) break;
        }
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return events;
    });
  }
}
