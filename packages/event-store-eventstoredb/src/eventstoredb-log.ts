import type { EventStoreDBClient } from '@eventstore/db-client';
import type { EventLog, ReadAll, ReadStream, Subscribe, Subscription } from '@truetape/event-store';
import type { NewEvent } from '@truetape/kernel';
import type { AppendClient } from './append-client.ts';
import { Appender } from './appender.ts';
import { ClockSkew } from './clock-skew.ts';
import { dispose } from './dispose.ts';
import type { FollowerOptions } from './follower.ts';
import { HeadFinder } from './head.ts';
import type { LogIdentity } from './log-id.ts';
import type { Namespace } from './namespace.ts';
import type { EventStoreDbOptions, Limits } from './options.ts';
import { readAll } from './read-all.ts';
import { StreamReader } from './stream-reader.ts';
import { LogSubscription } from './subscription.ts';

export interface EventStoreDbLogParts {
  readonly options: EventStoreDbOptions;
  readonly limits: Limits;
  readonly namespace: Namespace;
  readonly appendClient: AppendClient;
  /** Reads and subscriptions; apart from appends, so that what breaks one does not break the other. */
  readonly readClient: EventStoreDBClient;
  /** Makes a client with a connection of its own: subscribers may be slow. */
  readonly connect: () => EventStoreDBClient;
  readonly identity: LogIdentity;
}

/** The log on an EventStoreDB or KurrentDB server. Each part of what it does is in the file of that name. */
export class EventStoreDbLog implements EventLog {
  /** Places are given by the server, when an append reaches it. */
  readonly pipelined = false;
  readonly logId: string;
  readonly #parts: EventStoreDbLogParts;
  readonly #reader: StreamReader;
  readonly #heads: HeadFinder;
  readonly #appender: Appender;
  readonly #clockSkew: ClockSkew;
  readonly #following: FollowerOptions;
  readonly #subscriptions = new Set<LogSubscription>();
  #closing: Promise<void> | undefined;

  constructor(parts: EventStoreDbLogParts) {
    const { options, limits, namespace, appendClient, readClient, identity } = parts;
    const { origin } = identity;
    this.logId = identity.logId;
    this.#parts = parts;
    this.#reader = new StreamReader(readClient, namespace, limits);
    this.#heads = new HeadFinder(readClient, namespace, limits, origin);
    this.#appender = new Appender({
      appendClient,
      reader: this.#reader,
      namespace,
      limits,
    });
    this.#clockSkew = new ClockSkew({
      writer: () => appendClient.client,
      reader: readClient,
      namespace,
      limits,
      clockMs: options.clockMs,
    });
    const onTrouble = options.onTrouble ?? (() => {});
    this.#following = { connect: parts.connect, namespace, limits, origin, onTrouble };
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]) {
    return this.#appender.append(stream, expectedRevision, events);
  }

  settled(): Promise<void> {
    return this.#appender.settled();
  }

  streamHead(stream: string) {
    return this.#reader.head(stream);
  }

  readStream(stream: string, options?: ReadStream) {
    return this.#reader.read(stream, options);
  }

  readAll(options: ReadAll) {
    const headNow = this.#heads.find();
    // It may be that nobody iterates.
    headNow.catch(() => {});
    return readAll(this.#following, options, headNow);
  }

  subscribeAll(options: Subscribe): Subscription {
    const subscription = new LogSubscription(options, {
      ...this.#following,
      head: () => this.#heads.find(),
      onStopped: () => this.#subscriptions.delete(subscription),
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  async head(): Promise<number> {
    return (await this.#heads.find()).position;
  }

  /**
   * How far the server's clock is ahead of ours, in milliseconds, negative when it is behind.
   *
   * @throws LogUnavailableError when the server cannot be reached
   */
  clockSkewMs(): Promise<number> {
    return this.#clockSkew.measure();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const closed = this.#appender.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await closed;
    await dispose(this.#parts.readClient);
  }
}
