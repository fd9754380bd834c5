import { setTimeout as delay } from 'node:timers/promises';
import { type EventStoreDBClient, FORWARDS, type Position } from '@eventstore/db-client';
import { LogUnavailableError, START } from '@truetape/event-store';
import { BATCH_LIMIT_BYTES, BATCH_LIMIT_EVENTS } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { dispose } from './dispose.ts';
import { describe, mayPass } from './errors.ts';
import { Feed } from './feed.ts';
import { HashChains } from './hash-chains.ts';
import type { Namespace } from './namespace.ts';
import type { Limits } from './options.ts';
import { type Place, placeOf } from './position.ts';
import { received } from './received.ts';
import { decodeEvent } from './stored-event.ts';
import { pauses } from './within.ts';

export interface FollowerOptions {
  /** Makes a client with a connection of its own. */
  readonly connect: () => EventStoreDBClient;
  readonly namespace: Namespace;
  readonly limits: Limits;
  /** Nothing of this log is at it or before it. */
  readonly origin: number;
  readonly onTrouble: (trouble: string) => void;
}

/**
 * Every event after a position, past and future, none skipped and none twice, however often the server drops us: each
 * time a subscription ends, the next one begins where the last event was taken.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #client: EventStoreDBClient;
  readonly #prefixes: readonly string[];
  readonly #chains = new HashChains();
  #pause: Generator<number, never>;
  /** Of the last event taken. */
  #position: number;
  /** Where the next subscription begins; undefined until it is known that the position is one. */
  #place: Place | undefined;
  #feed: Feed | undefined;
  #isClosed = false;
  /** Something has happened since the last {@link take}. */
  #isDue = false;
  #wake: () => void = () => {};

  /** @param prefixes what names of streams begin with on the server */
  constructor(options: FollowerOptions, after: number, prefixes: readonly string[]) {
    this.#options = options;
    this.#client = options.connect();
    this.#prefixes = prefixes;
    this.#position = after;
    this.#pause = this.#pauses();
  }

  /** Of the last event taken. */
  get position(): number {
    return this.#position;
  }

  /**
   * What has arrived, at most one batch; empty when nothing has.
   *
   * @throws CorruptLogError when an event is not what was written after the one before it
   */
  take(): readonly RecordedEvent[] {
    this.#isDue = false;
    const events: RecordedEvent[] = [];
    const feed = this.#feed;
    if (feed === undefined) return events;
    const { checkpoint } = feed;
    for (let bytes = 0; events.length < BATCH_LIMIT_EVENTS && bytes < BATCH_LIMIT_BYTES; ) {
      const stored = feed.read();
      if (stored === undefined) {
        // It was told before the last event was read: everything up to it has been taken.
        this.#place = later(this.#place, checkpoint);
        break;
      }
      this.#pause = this.#pauses();
      this.#place = stored.position;
      if (Number(stored.position.commit) <= this.#position) continue;
      const event = decodeEvent(stored, this.#options.namespace);
      bytes += this.#chains.check(event);
      this.#position = event.position;
      events.push(event);
    }
    return events;
  }

  /**
   * Settles when there may be something to take, or somebody woke it. Connects when nothing is connected.
   *
   * @throws LogUnavailableError when the server refuses us for good
   */
  async more(): Promise<void> {
    if (this.#isClosed) return;
    const woken = this.#whenDue();
    if (this.#feed?.end !== undefined) await this.#lost(this.#feed.end.error, woken);
    if (this.#isClosed) return;
    if (this.#feed === undefined) {
      const connected = await this.#connect(woken);
      if (!connected) return;
    }
    await woken;
  }

  readonly wake = (): void => {
    this.#isDue = true;
    this.#wake();
  };

  /** Gives up the subscription: it tells nothing although there is something to tell. */
  drop(reason: string): void {
    this.#options.onTrouble(reason);
    this.#disconnect();
    this.wake();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#disconnect();
    void dispose(this.#client);
    this.wake();
  }

  async #connect(woken: Promise<void>): Promise<boolean> {
    try {
      this.#place ??= await this.#findPlace();
    } catch (error) {
      await this.#lost(error, woken);
      return false;
    }
    if (this.#isClosed) return false;
    const feed = new Feed(this.#client, this.#place, this.#prefixes);
    feed.onChange(this.wake);
    this.#feed = feed;
    return true;
  }

  /** Pauses, longer each time that nothing came in between, unless somebody wakes it. */
  async #lost(error: unknown, woken: Promise<void>): Promise<void> {
    this.#disconnect();
    if (error !== undefined && !mayPass(error)) throw new LogUnavailableError(describe(error));
    this.#options.onTrouble(
      error === undefined ? 'the server ended a subscription' : describe(error),
    );
    const timer = new AbortController();
    const paused = delay(this.#pause.next().value, undefined, { signal: timer.signal, ref: false });
    await Promise.race([paused.catch(() => {}), woken]);
    timer.abort();
  }

  #disconnect(): void {
    this.#feed?.close();
    this.#feed = undefined;
  }

  #whenDue(): Promise<void> {
    if (this.#isDue) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /**
   * The place of a position. The server reads on only from where a record begins: a number that is none, which only
   * people make up, is reached from the beginning of the log.
   */
  async #findPlace(): Promise<Place> {
    const { origin, limits } = this.#options;
    const after = this.#position;
    if (after === START || after <= origin) return placeOf(origin);
    const place = placeOf(after);
    const read = this.#client.readAll({
      direction: FORWARDS,
      fromPosition: place,
      maxCount: 1,
      requiresLeader: true,
    });
    let isOne = false;
    try {
      for await (const { position } of received(read, limits.answerMs)) {
        isOne = position.commit === place.commit;
      }
    } catch (error) {
      if (!isAboutThePlace(error)) throw error;
    }
    return isOne ? place : placeOf(origin);
  }

  #pauses(): Generator<number, never> {
    const { firstPauseMs, longestPauseMs } = this.#options.limits;
    return pauses(firstPauseMs, longestPauseMs);
  }
}

function later(place: Place | undefined, checkpoint: Position | undefined): Place | undefined {
  if (checkpoint === undefined || place === undefined) return place;
  return place === 'start' || place.commit < checkpoint.commit ? checkpoint : place;
}

/** Versions of the server say it differently; what they have in common is that the connection did not break. */
function isAboutThePlace(error: unknown): boolean {
  const { type } = error as { type?: unknown };
  return type === 'unknown' || type === 'invalid-argument';
}
