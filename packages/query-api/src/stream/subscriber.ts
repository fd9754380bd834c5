import type { Authenticated } from '@truetape/auth';
import {
  type Channel,
  type ControlMessage,
  type StreamRequest,
  type Subscription,
  streamRequest,
  values,
} from '@truetape/contracts';
import { type RequestFailure, validate } from '@truetape/edge';
import type { Listener, WebSocketConnection } from '@truetape/edge/web-socket';
import { failed, type Result, unreachable } from '@truetape/kernel';
import type { Known } from './doors.ts';
import type { Feed, Receiver } from './feed.ts';
import { controlFrame } from './frame.ts';
import { keyOf } from './key-of.ts';
import type { StreamParts } from './stream-parts.ts';

type AccountSubscription = Extract<Subscription, { readonly accountId: string }>;
type Asked<Op extends StreamRequest['op']> = Extract<StreamRequest, { readonly op: Op }>;

export interface SubscriberOptions {
  readonly parts: StreamParts;
  readonly connection: WebSocketConnection;
  /** Whose it is, where that was said when it was opened. */
  readonly known: Known | undefined;
  /** From where it is. */
  readonly address: string;
  /** Of the request that opened it. */
  readonly requestId: string;
  readonly onEnded: (subscriber: Subscriber) => void;
}

/** A token is looked at for a moment, in which nobody has more to say. */
const HELD_MAX = 100;

/** One client of the feeds: hears what it asks for. */
export class Subscriber implements Receiver, Listener {
  readonly #parts: StreamParts;
  readonly #connection: WebSocketConnection;
  readonly #onEnded: SubscriberOptions['onEnded'];
  readonly #feeds = new Map<string, Feed>();
  /** Subscriptions to what is not followed here yet. */
  readonly #opening = new Set<Asked<'subscribe'>>();
  readonly #address: string;
  readonly #requestId: string;
  #known: Known | undefined;
  /** What came while a token is looked at. */
  #held: Result<unknown, RequestFailure>[] | undefined;
  #sentAtMs = performance.now();
  #isEnded = false;

  constructor({ parts, connection, known, address, requestId, onEnded }: SubscriberOptions) {
    this.#parts = parts;
    this.#connection = connection;
    this.#known = known;
    this.#address = address;
    this.#requestId = requestId;
    this.#onEnded = onEnded;
    const { logId, position, limits } = parts;
    const heartbeatMs = limits.silenceMs;
    this.#tell({ type: 'welcome', logId, position: position(), heartbeatMs });
  }

  send(frame: Buffer, messages: number): void {
    if (!this.#connection.send(frame)) return;
    this.#parts.sent.frames.increment();
    this.#parts.sent.messages.increment(messages);
    this.#sentAtMs = performance.now();
  }

  isBehind(): boolean {
    return this.#connection.waitingBytes > this.#parts.limits.conflateBytes;
  }

  /** Called again and again: a client can tell silence from an end, and who is not known any more hears nothing. */
  look(): void {
    const { hub, limits, position } = this.#parts;
    if (this.#known !== undefined) this.#lookAt(this.#known);
    if (performance.now() - this.#sentAtMs < limits.silenceMs) return;
    hub.afterFrame(() => this.#tell({ type: 'heartbeat', position: position() }));
  }

  onMessage(message: Result<unknown, RequestFailure>): void {
    if (this.#held === undefined) this.#read(message);
    else if (this.#held.length < HELD_MAX) this.#held.push(message);
    else this.#connection.close('policy', 'too many messages while a token is looked at');
  }

  #read(message: Result<unknown, RequestFailure>): void {
    const read = message.ok ? validate(streamRequest, message.value) : message;
    if (read.ok) this.#take(read.value);
    else this.#refuse(idIn(message), read.failure);
  }

  onSlow(waitingBytes: number): void {
    const { waitingBytesMax } = this.#parts.limits;
    this.#tell({ type: 'slow', waitingBytes, waitingBytesMax });
  }

  onOver(feed: Feed, failure: RequestFailure): void {
    if (this.#feeds.get(keyOf(feed.subscription)) === feed) this.#endOf(feed, failure);
  }

  onEnded(): void {
    this.#isEnded = true;
    for (const feed of [...this.#feeds.values()]) this.#leave(feed);
    this.#opening.clear();
    this.#known?.leave();
    this.#known = undefined;
    this.#onEnded(this);
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
        this.#authenticate(asked);
        return;
      case 'ping':
        this.#pong(asked.id);
        return;
      default:
        unreachable(asked, 'what is asked is one of the requests');
    }
  }

  /** After what the position says is shown. */
  #pong(id: string | undefined): void {
    const { hub, position } = this.#parts;
    hub.afterFrame(() => this.#tell({ type: 'pong', ...named(id), position: position() }));
  }

  #subscribe(asked: Asked<'subscribe'>): void {
    const { subscriptionsMax } = this.#parts.limits;
    const isNew = !this.#feeds.has(keyOf(asked.subscription));
    if (isNew && this.#feeds.size + this.#opening.size >= subscriptionsMax) {
      const detail = `At most ${subscriptionsMax} subscriptions of one connection.`;
      this.#refuse(asked.id, { code: 'REQUEST_INVALID', detail });
      return;
    }
    const { subscription } = asked;
    if (!('accountId' in subscription)) {
      this.#join(asked, this.#parts.marketFeeds.find(subscription));
      return;
    }
    const refusal = this.#refusalOf(subscription.channel, subscription.accountId);
    if (refusal !== undefined) {
      this.#deny(asked.id, subscription, refusal);
      return;
    }
    this.#opening.add(asked);
    void this.#find(subscription).then((found) => {
      if (this.#opening.delete(asked)) this.#join(asked, found);
    });
  }

  /** What somebody of the staff may hear is in the log before they hear it. */
  #find(subscription: AccountSubscription): Promise<Result<Feed, RequestFailure>> {
    const { securityJournal, accountFeeds } = this.#parts;
    const { channel, accountId } = subscription;
    const known = this.#known;
    if (securityJournal === null || !known?.hearsAsStaff(channel, accountId)) {
      return accountFeeds.find(subscription);
    }
    const read = { ...this.#asked(subscription), principal: known.principal, accountId };
    return securityJournal
      .read(read)
      .then((isNoted) =>
        isNoted
          ? accountFeeds.find(subscription)
          : failed({ code: 'SERVICE_UNAVAILABLE' } as const),
      );
  }

  #join(
    { id, subscription, resume }: Asked<'subscribe'>,
    found: Result<Feed, RequestFailure>,
  ): void {
    if (!found.ok) {
      this.#refuse(id, found.failure);
      return;
    }
    const { hub, logId, subscriptions } = this.#parts;
    const feed = found.value;
    const key = keyOf(subscription);
    if (!this.#feeds.has(key)) subscriptions.labels(subscription.channel).add(1);
    this.#feeds.set(key, feed);
    const sequence = resume?.logId === logId ? resume.sequence : undefined;
    hub.join({ receiver: this, feed, id, sequence });
  }

  #unsubscribe({ id, subscription }: Asked<'unsubscribe'>): void {
    const key = keyOf(subscription);
    const feed = this.#feeds.get(key);
    const waiting = [...this.#opening].filter((asked) => keyOf(asked.subscription) === key);
    for (const asked of waiting) this.#opening.delete(asked);
    const left = feed === undefined ? [] : this.#leave(feed);
    const detail = 'Unsubscribed before it began.';
    for (const asked of [...left, ...waiting]) {
      this.#refuse(asked.id, { code: 'REQUEST_INVALID', detail });
    }
    this.#tell({ type: 'unsubscribed', ...named(id), subscription });
  }

  #check({ id, subscription }: Asked<'check'>): void {
    const feed = this.#feeds.get(keyOf(subscription));
    if (feed?.check !== undefined) this.#parts.checks.ask(feed);
    else {
      const detail = 'Not subscribed to, or nothing to compare.';
      this.#refuse(id, { code: 'REQUEST_INVALID', field: 'subscription', detail });
    }
  }

  #authenticate(asked: Asked<'authenticate'>): void {
    const found = this.#parts.doors.find(asked.token, this.#address);
    if (!(found instanceof Promise)) {
      this.#become(asked, found);
      return;
    }
    this.#held = [];
    void found.then((principal) => {
      if (this.#isEnded) return;
      this.#become(asked, principal);
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const message of held) this.onMessage(message);
    });
  }

  #become({ id }: Asked<'authenticate'>, principal: Authenticated): void {
    const known = principal.ok
      ? this.#parts.doors.enter(principal.value, this.#known)
      : failed({ code: principal.failure, field: 'token' } as const);
    if (!known.ok) {
      if (principal.ok) this.#refuse(id, known.failure);
      else this.#deny(id, undefined, known.failure);
      return;
    }
    this.#known?.leave();
    this.#known = known.value;
    this.#endUnheard(known.value, 'AUTH_REQUIRED');
    this.#tell({ type: 'authenticated', ...named(id), userId: known.value.principal.userId });
  }

  /** Its token does not count any more: it is somebody whom nobody knows. */
  #forget(): void {
    this.#known?.leave();
    this.#known = undefined;
    this.#endUnheard(undefined, 'AUTH_REQUIRED');
  }

  /** Whoever may not hear an account any more hears so. */
  #lookAt(known: Known): void {
    if (known.isStill()) this.#endUnheard(known, 'AUTH_FORBIDDEN');
    else this.#forget();
  }

  #endUnheard(known: Known | undefined, code: 'AUTH_REQUIRED' | 'AUTH_FORBIDDEN'): void {
    const isOver = ({ subscription }: { readonly subscription: Subscription }) =>
      'accountId' in subscription && !mayHear(known, subscription);
    for (const feed of this.#feeds.values()) if (isOver(feed)) this.#endOf(feed, { code });
    for (const asked of this.#opening) {
      if (!isOver(asked)) continue;
      this.#opening.delete(asked);
      this.#deny(asked.id, asked.subscription, { code });
    }
  }

  #endOf(feed: Feed, { code, detail }: RequestFailure): void {
    for (const { id } of this.#leave(feed)) this.#refuse(id, { code });
    const { subscription } = feed;
    this.#tell({ type: 'ended', subscription, code, ...(detail !== undefined && { detail }) });
  }

  #leave(feed: Feed) {
    const { subscription } = feed;
    this.#feeds.delete(keyOf(subscription));
    this.#parts.subscriptions.labels(subscription.channel).add(-1);
    return this.#parts.hub.leave(this, feed);
  }

  #refusalOf(channel: Channel, accountId: string): RequestFailure | undefined {
    if (this.#known === undefined) return { code: 'AUTH_REQUIRED' };
    const code = this.#known.denialOf(channel, accountId);
    if (code === undefined) return undefined;
    return code === 'ACCOUNT_NOT_FOUND' ? { code, field: 'subscription.accountId' } : { code };
  }

  /** Refuses somebody for who they are, or for what they may not hear. */
  #deny(
    id: string | undefined,
    subscription: Subscription | undefined,
    failure: RequestFailure,
  ): void {
    const principal = this.#known?.principal ?? null;
    const { code } = failure;
    this.#parts.securityJournal?.denied({ ...this.#asked(subscription), principal, code });
    this.#refuse(id, failure);
  }

  #asked(subscription: Subscription | undefined) {
    return {
      route: subscription === undefined ? 'GET /v1/stream' : `stream ${subscription.channel}`,
      address: this.#address,
      requestId: this.#requestId,
    };
  }

  #refuse(id: string | undefined, failure: RequestFailure): void {
    this.#tell({ type: 'error', ...named(id), ...failure });
  }

  #tell(message: ControlMessage): void {
    this.send(controlFrame(message), 1);
  }
}

const named = (id: string | undefined) => (id === undefined ? {} : { id });

type OfAccount = Extract<Subscription, { readonly accountId: string }>;

const mayHear = (known: Known | undefined, { channel, accountId }: OfAccount) =>
  known !== undefined && known.denialOf(channel, accountId) === undefined;

/** What a request that is refused calls itself. */
function idIn(message: Result<unknown, RequestFailure>): string | undefined {
  const value = message.ok ? message.value : undefined;
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  const id = values.clientOrderId.safeParse(value.id);
  return id.success ? id.data : undefined;
}
