import {
  type ControlMessage,
  type StreamRequest,
  type Subscription,
  streamRequest,
  values,
} from '@truetape/contracts';
import { type RequestFailure, validate } from '@truetape/edge';
import type { Listener, WebSocketConnection } from '@truetape/edge/web-socket';
import { failed, type Result, unreachable } from '@truetape/kernel';
import type { Counted } from '@truetape/observability';
import type { Feed, Receiver } from './feed.ts';
import { controlFrame } from './frame.ts';
import type { Hub } from './hub.ts';
import { keyOf } from './key-of.ts';
import type { StreamLimits } from './limits.ts';
import type { MarketFeeds } from './market-feeds.ts';

export interface SubscriberOptions {
  readonly connection: WebSocketConnection;
  readonly hub: Hub;
  readonly marketFeeds: MarketFeeds;
  readonly logId: string;
  /** Everything up to there is shown. */
  readonly position: () => number;
  readonly limits: StreamLimits;
  readonly messagesSent: Counted;
  /** It hears nothing any more. */
  readonly onEnded: (subscriber: Subscriber) => void;
}

type Asked<Op extends StreamRequest['op']> = Extract<StreamRequest, { readonly op: Op }>;

/** One client of the feeds: hears what it asks for. */
export class Subscriber implements Receiver, Listener {
  readonly #options: SubscriberOptions;
  readonly #feeds = new Map<string, Feed>();
  #second = 0;
  #messagesInSecond = 0;
  #sentAtMs = performance.now();

  constructor(options: SubscriberOptions) {
    this.#options = options;
    const { logId, position, limits } = options;
    const heartbeatMs = limits.silenceMs;
    this.#tell({ type: 'welcome', logId, position: position(), heartbeatMs });
  }

  send(frame: Buffer, messages: number): void {
    const { connection, messagesSent } = this.#options;
    if (!connection.send(frame)) return;
    messagesSent.increment(messages);
    this.#sentAtMs = performance.now();
  }

  isBehind(): boolean {
    const { connection, limits } = this.#options;
    return connection.waitingBytes > limits.conflateBytes;
  }

  /** Called again and again. */
  look(): void {
    const { limits, position } = this.#options;
    if (performance.now() - this.#sentAtMs < limits.silenceMs) return;
    this.#tell({ type: 'heartbeat', position: position() });
  }

  onMessage(message: Result<unknown, RequestFailure>): void {
    if (this.#isFlooding()) {
      this.#options.connection.close('policy', 'too many messages in one second');
      return;
    }
    const read = message.ok ? validate(streamRequest, message.value) : message;
    if (read.ok) this.#take(read.value);
    else this.#refuse(idIn(message), read.failure);
  }

  onEnded(): void {
    for (const feed of this.#feeds.values()) this.#options.hub.leave(this, feed);
    this.#feeds.clear();
    this.#options.onEnded(this);
  }

  #take(asked: StreamRequest): void {
    switch (asked.op) {
      case 'subscribe':
        this.#subscribe(asked);
        return;
      case 'unsubscribe':
        this.#unsubscribe(asked);
        return;
      case 'check':
        this.#check(asked);
        return;
      case 'authenticate':
        this.#refuse(asked.id, { code: 'AUTH_REQUIRED', field: 'token' });
        return;
      case 'ping':
        this.#tell({ type: 'pong', ...named(asked), position: this.#options.position() });
        return;
      default:
        unreachable(asked, 'what is asked is one of the requests');
    }
  }

  #subscribe({ id, subscription, resume }: Asked<'subscribe'>): void {
    const { hub, limits, logId } = this.#options;
    const key = keyOf(subscription);
    if (!this.#feeds.has(key) && this.#feeds.size >= limits.subscriptionsMax) {
      const detail = `At most ${limits.subscriptionsMax} subscriptions of one connection.`;
      this.#refuse(id, { code: 'REQUEST_INVALID', detail });
      return;
    }
    const found = this.#find(subscription);
    if (!found.ok) {
      this.#refuse(id, found.failure);
      return;
    }
    const feed = found.value;
    this.#feeds.set(key, feed);
    const sequence = resume?.logId === logId ? resume.sequence : undefined;
    hub.join({ receiver: this, feed, id, sequence, onJoined: () => undefined });
  }

  #find(subscription: Subscription): Result<Feed, RequestFailure> {
    if ('accountId' in subscription) return failed({ code: 'AUTH_REQUIRED' });
    return this.#options.marketFeeds.find(subscription);
  }

  #unsubscribe({ id, subscription }: Asked<'unsubscribe'>): void {
    const key = keyOf(subscription);
    const feed = this.#feeds.get(key);
    this.#feeds.delete(key);
    const left = feed === undefined ? [] : this.#options.hub.leave(this, feed);
    const detail = 'Unsubscribed before it began.';
    for (const joining of left) this.#refuse(joining.id, { code: 'REQUEST_INVALID', detail });
    this.#tell({ type: 'unsubscribed', ...named({ id }), subscription });
  }

  #check({ id, subscription }: Asked<'check'>): void {
    const feed = this.#feeds.get(keyOf(subscription));
    if (feed?.isCheckable) this.#options.hub.check(feed);
    else {
      const detail = 'Not subscribed to, or nothing to compare.';
      this.#refuse(id, { code: 'REQUEST_INVALID', field: 'subscription', detail });
    }
  }

  #refuse(id: string | undefined, failure: RequestFailure): void {
    this.#tell({ type: 'error', ...named({ id }), ...failure });
  }

  #tell(message: ControlMessage): void {
    this.send(controlFrame(message), 1);
  }

  #isFlooding(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#messagesInSecond = 0;
    }
    this.#messagesInSecond += 1;
    return this.#messagesInSecond > this.#options.limits.messagesPerSecondMax;
  }
}

const named = ({ id }: { readonly id?: string | undefined }) => (id === undefined ? {} : { id });

/** What a request that is refused calls itself. */
function idIn(message: Result<unknown, RequestFailure>): string | undefined {
  const value = message.ok ? message.value : undefined;
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  const id = values.clientOrderId.safeParse(value.id);
  return id.success ? id.data : undefined;
}
