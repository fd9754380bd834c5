import { setTimeout as delay } from 'node:timers/promises';
import { MaxAppendSizeExceededError, WrongExpectedVersionError } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { GENESIS_HASH } from '@truetape/codec';
import {
  APPEND_LIMIT_BYTES,
  type Appended,
  type AppendFailure,
  NO_STREAM,
  type StreamHead,
} from '@truetape/event-store';
import {
  type EncodedAppend,
  encodeAppend,
  HEADS_LIMIT,
  hashesAfter,
  QUEUE_LIMIT_BYTES,
} from '@truetape/event-store/adapter';
import { assert, failed, type NewEvent, ok, type Result } from '@truetape/kernel';
import type { AppendClient } from './append-client.ts';
import { CLOCK_TOLERANCE_MS } from './deadline.ts';
import { describe } from './errors.ts';
import type { Namespace } from './namespace.ts';
import type { Limits } from './options.ts';
import { positionNumber } from './position.ts';
import { encodeEvents } from './stored-event.ts';
import type { StreamReader } from './stream-reader.ts';
import { within } from './within.ts';

type Answer = Result<Appended, AppendFailure>;

export interface AppenderOptions {
  readonly appendClient: AppendClient;
  readonly reader: StreamReader;
  readonly namespace: Namespace;
  readonly limits: Limits;
}

/** Appends at exact revisions, with a time limit of our own, and says what became of it. */
export class Appender {
  readonly #options: AppenderOptions;
  /** Hashes of heads that were read or appended lately. Events do not change: an old one is not wrong, only old. */
  readonly #heads = new Map<string, StreamHead>();
  readonly #underWay = new Set<Promise<Answer>>();
  #waitingBytes = 0;
  #isClosing = false;

  constructor(options: AppenderOptions) {
    this.#options = options;
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Answer> {
    const append = encodeAppend(stream, expectedRevision, events);
    const { bytes } = append;
    if (this.#isClosing) return unavailable('the log is closed');
    if (bytes > APPEND_LIMIT_BYTES) return failed({ code: 'TOO_LARGE', bytes });
    if (this.#waitingBytes + bytes > QUEUE_LIMIT_BYTES)
      return unavailable('too much is waiting for the server');
    this.#waitingBytes += bytes;
    const answer = this.#append(append);
    this.#underWay.add(answer);
    try {
      return await answer;
    } finally {
      this.#waitingBytes -= bytes;
      this.#underWay.delete(answer);
    }
  }

  /** Rejects when one of the appends under way is not known to be stored or refused. */
  async settled(): Promise<void> {
    for (const answer of await Promise.all(this.#underWay)) {
      if (!answer.ok && answer.failure.code === 'UNKNOWN_OUTCOME') {
        throw new Error(`The outcome of an append is unknown: ${answer.failure.reason}`);
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#underWay);
    await this.#options.appendClient.release();
  }

  async #append(append: EncodedAppend): Promise<Answer> {
    let previousHash: string | undefined;
    try {
      previousHash = await this.#hashAt(append.stream, append.expectedRevision);
      if (previousHash === undefined) return await this.#wrongRevision(append, []);
      await this.#connect();
    } catch (error) {
      return unavailable(describe(error));
    }
    return this.#send(append, hashesAfter(previousHash, append));
  }

  /** What the first event will be chained to; undefined when the stream does not have that revision. */
  async #hashAt(stream: string, revision: number): Promise<string | undefined> {
    if (revision === NO_STREAM) return GENESIS_HASH;
    const head = this.#heads.get(stream);
    if (head?.revision === revision) return head.hash;
    return (await this.#options.reader.at(stream, revision))?.hash;
  }

  /** As long as this fails nothing was sent. The client keeps the answer, so it costs nothing after the first time. */
  async #connect(): Promise<void> {
    const { appendClient, limits } = this.#options;
    try {
      // biome-ignore lint/complexity/useLiteralKeys: not declared as public, though made for this
      const supports = appendClient.client['supports'];
      await within(limits.appendMs, supports(streamsService.StreamsService.batchAppend));
    } catch (error) {
      if (this.#underWay.size <= 1) appendClient.renew();
      throw error;
    }
  }

  async #send(append: EncodedAppend, hashes: readonly string[]): Promise<Answer> {
    const { appendClient, namespace, limits } = this.#options;
    const { stream, expectedRevision } = append;
    const revision = expectedRevision + append.events.length;
    try {
      const sent = appendClient.client.appendToStream(
        namespace.onServer(stream),
        encodeEvents(append, hashes),
        {
          expectedRevision: expectedRevision === NO_STREAM ? 'no_stream' : BigInt(expectedRevision),
          requiresLeader: true,
          deadline: limits.appendMs + CLOCK_TOLERANCE_MS,
        },
      );
      const { success, nextExpectedRevision, position } = await within(limits.appendMs, sent);
      assert(
        success && Number(nextExpectedRevision) === revision,
        'an append ends where it should',
      );
      const hash = hashes.at(-1) as string;
      this.#remember(stream, { revision, hash });
      const number = position && position.commit >= 0n ? positionNumber(position) : undefined;
      return ok({
        revision,
        hash,
        position: number ?? (await this.#positionOf(stream, revision)),
        hashes,
      });
    } catch (error) {
      return this.#refusal(append, hashes, error);
    }
  }

  async #refusal(
    append: EncodedAppend,
    hashes: readonly string[],
    error: unknown,
  ): Promise<Answer> {
    if (error instanceof Error && error.name === 'InvariantError') throw error;
    if (error instanceof MaxAppendSizeExceededError)
      return failed({ code: 'TOO_LARGE', bytes: append.bytes });
    if (error instanceof WrongExpectedVersionError) {
      const { actualVersion } = error;
      const told = actualVersion === 'no_stream' ? NO_STREAM : Number(actualVersion);
      try {
        return await this.#wrongRevision(append, hashes, told);
      } catch (unread) {
        return unavailable(describe(unread));
      }
    }
    // An error of the connection names no append: any of those under way may have been stored before it broke.
    this.#heads.delete(append.stream);
    return failed({ code: 'UNKNOWN_OUTCOME', reason: describe(error) });
  }

  /**
   * The server says that the stream is elsewhere. It compares ids of events alone, and may refuse because of an event
   * that is not replicated yet: what is answered rests on what can be read.
   */
  async #wrongRevision(
    append: EncodedAppend,
    hashes: readonly string[],
    told: number = NO_STREAM,
  ): Promise<Answer> {
    const { reader, limits } = this.#options;
    const { stream, expectedRevision, events } = append;
    for (const deadline = performance.now() + limits.appendMs; ; await delay(limits.firstPauseMs)) {
      const head = await reader.head(stream);
      const actual = head?.revision ?? NO_STREAM;
      if (actual < told) {
        if (performance.now() < deadline) continue;
        return unavailable(`${stream}#${told} is not readable yet`);
      }
      if (head !== undefined) this.#remember(stream, head);
      const last = expectedRevision + events.length;
      const stored =
        hashes.length > 0 && last <= actual ? await reader.at(stream, last) : undefined;
      // They are chained: if the last is equal, so is everything between.
      if (stored === undefined || stored.hash !== hashes.at(-1))
        return failed({ code: 'WRONG_REVISION', actual });
      return ok({ revision: last, hash: stored.hash, position: stored.position, hashes });
    }
  }

  async #positionOf(stream: string, revision: number): Promise<number> {
    const stored = await this.#options.reader.at(stream, revision);
    if (stored === undefined) throw new Error(`${stream}#${revision} was stored and is not there`);
    return stored.position;
  }

  #remember(stream: string, head: StreamHead): void {
    const known = this.#heads.get(stream);
    if (known !== undefined && known.revision > head.revision) return;
    this.#heads.delete(stream);
    this.#heads.set(stream, head);
    if (this.#heads.size > HEADS_LIMIT)
      this.#heads.delete(this.#heads.keys().next().value as string);
  }
}

function unavailable(reason: string): Answer {
  return failed({ code: 'UNAVAILABLE', reason });
}
