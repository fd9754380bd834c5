import type { Channel, ControlMessage, StreamMessage, StreamRequest } from '@truetape/contracts';
import { Connection, type WebSocketClass } from './connection/connection.ts';
import { OpenRequests } from './connection/open-requests.ts';
import type { ClientEvent } from './events.ts';
import { Feed, type OnChange, type SubscriptionTo } from './feed.ts';
import { isOfAccount, keyOf } from './subscription-key.ts';

export interface ClientOptions {
  /** Where feeds are served, as `https://host:port`. When a connection ends, the next one is tried, in turn. */
  readonly addresses: readonly [string, ...string[]];
  /** An access token, for the feeds of accounts. It is never part of an address. */
  readonly token?: string;
  readonly onEvent?: (event: ClientEvent) => void;
}

/** What differs between Node and browsers. */
export interface Platform {
  /** @param token whoever asks at the moment */
  readonly webSocket: (token: () => string | undefined) => WebSocketClass;
  /** The request that opens a connection cannot say who is asking: the first message does. */
  readonly authenticatesInBand: boolean;
}

type Control<Type extends ControlMessage['type']> = Extract<
  ControlMessage,
  { readonly type: Type }
>;

/** Not now; the same may be asked again. */
const PASSING: readonly string[] = ['SERVICE_UNAVAILABLE', 'SERVICE_OVERLOADED', 'SERVICE_BEHIND'];
const AGAIN_MS = 500;
const AGAIN_MS_MAX = 8_000;
/** After it was asked so often another server is. */
const AGAIN_MAX = 3;
/** What is silent for this many heartbeats has died. */
const SILENT_HEARTBEATS = 2;

/**
 * Feeds over one connection that comes back by itself. Each goes on where it was, also on another server of the same log;
 * whatever is wrong with one ends in a new snapshot and an event that says why.
 */
export class Client {
  readonly #platform: Platform;
  readonly #connection: Connection;
  readonly #onEvent: (event: ClientEvent) => void;
  readonly #feeds = new Map<string, Feed>();
  readonly #requests = new OpenRequests();
  /** Undefined while there is no connection on which anything can be asked for. */
  #logId: string | undefined;
  #token: string | undefined;
  #isIdentified = false;
  #askedAgain = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor({ addresses, token, onEvent }: ClientOptions, platform: Platform) {
    this.#platform = platform;
    this.#token = token;
    this.#onEvent = onEvent ?? (() => undefined);
    this.#connection = new Connection({
      addresses,
      WebSocket: platform.webSocket(() => this.#token),
      onMessages: (messages) => {
        for (const message of messages) this.#take(message);
      },
      onEnded: (address, reason) => this.#ended(address, reason),
    });
  }

  /**
   * Subscribes, and stays subscribed until {@link unfollow} or a final refusal, which is told as an event.
   * @throws Error when this is followed already
   */
  follow<C extends Channel>(
    subscription: SubscriptionTo<C>,
    onChange: OnChange<C> = () => undefined,
  ): Feed<C> {
    const key = keyOf(subscription);
    if (this.#feeds.has(key)) throw new Error(`${key} is followed already`);
    const host = { send: this.#send, tell: this.#onEvent };
    const feed = new Feed<C>(subscription, host, onChange);
    const known = feed as unknown as Feed;
    this.#feeds.set(key, known);
    this.#askFor(known);
    return feed;
  }

  unfollow<C extends Channel>({ subscription }: Feed<C>): void {
    const key = keyOf(subscription);
    this.#feeds.get(key)?.end();
    if (!this.#feeds.delete(key) || this.#logId === undefined) return;
    // What was asked for this one is not answered to whoever follows the same next.
    this.#requests.forget((asked) => asked.op === 'subscribe' && keyOf(asked.subscription) === key);
    this.#send({ op: 'unsubscribe', subscription });
  }

  /** From now on this is who asks, also when the connection comes back. Follow again what the old token has lost. */
  authenticate(token: string): void {
    this.#token = token;
    if (this.#logId !== undefined) this.#identify(token);
  }

  /** Ends everything; no feed changes any more. */
  close(): void {
    for (const feed of this.#feeds.values()) feed.end();
    this.#feeds.clear();
    clearTimeout(this.#again);
    this.#connection.close();
  }

  #take(message: StreamMessage): void {
    if ('channel' in message) this.#feeds.get(keyOf(message))?.take(message);
    else this.#controls[message.type]?.(message as never);
  }

  readonly #controls: {
    readonly [Type in ControlMessage['type']]?: (message: Control<Type>) => void;
  } = {
    welcome: (message) => this.#welcome(message),
    authenticated: (message) => this.#authenticated(message),
    subscribed: (message) => this.#subscribed(message),
    error: (message) => this.#refused(message),
    ended: (message) => this.#lost(keyOf(message.subscription), message),
    slow: (message) => this.#onEvent(message),
  };

  #welcome({ logId, heartbeatMs }: Control<'welcome'>): void {
    this.#connection.expectWithin(SILENT_HEARTBEATS * heartbeatMs);
    this.#logId = logId;
    this.#onEvent({ type: 'connected', address: this.#connection.address, logId });
    const token = this.#token;
    this.#isIdentified = token === undefined || !this.#platform.authenticatesInBand;
    if (token !== undefined && !this.#isIdentified) this.#identify(token);
    for (const feed of this.#feeds.values()) this.#askFor(feed);
  }

  #identify(token: string): void {
    this.#isIdentified = false;
    this.#send({ op: 'authenticate', token });
  }

  #authenticated({ id, userId }: Control<'authenticated'>): void {
    this.#requests.answered(id);
    this.#isIdentified = true;
    this.#onEvent({ type: 'authenticated', userId });
    for (const feed of this.#feeds.values()) {
      if (isOfAccount(feed.subscription) && !feed.isSubscribed) this.#askFor(feed);
    }
  }

  /** Feeds of accounts wait until it is known who asks. */
  #askFor(feed: Feed): void {
    if (this.#logId === undefined || !this.#maySee(feed)) return;
    feed.ask(this.#logId);
  }

  #maySee({ subscription }: Feed): boolean {
    return this.#isIdentified || !isOfAccount(subscription);
  }

  #subscribed({ id, subscription, resumed }: Control<'subscribed'>): void {
    if (this.#requests.answered(id) === undefined) return;
    this.#askedAgain = 0;
    this.#feeds.get(keyOf(subscription))?.subscribed(resumed);
  }

  readonly #send = (request: StreamRequest): void => {
    const isAnswered = request.op === 'subscribe' || request.op === 'authenticate';
    this.#connection.send(isAnswered ? this.#requests.add(request) : request);
  };

  #refused(message: Control<'error'>): void {
    const request = this.#requests.answered(message.id);
    if (message.id !== undefined && request === undefined) return;
    if (request?.op === 'subscribe') {
      this.#lost(keyOf(request.subscription), message);
      return;
    }
    this.#onEvent({ ...refusalOf(message), isOver: !isPassing(message) });
    if (request?.op !== 'authenticate') return;
    if (isPassing(message)) this.#askAgainLater(message);
    else this.#loseAccounts(message);
  }

  #loseAccounts(refusal: Control<'error'>): void {
    for (const [key, { subscription }] of this.#feeds) {
      if (isOfAccount(subscription)) this.#lost(key, refusal);
    }
  }

  #lost(key: string, refusal: Control<'error' | 'ended'>): void {
    const feed = this.#feeds.get(key);
    if (feed === undefined) return;
    const isOver = !isPassing(refusal);
    this.#onEvent({ ...refusalOf(refusal), subscription: feed.subscription, isOver });
    if (isOver) {
      feed.end();
      this.#feeds.delete(key);
      return;
    }
    feed.refused();
    this.#askAgainLater(refusal);
  }

  /** Less and less often. Another server is tried where nothing that is followed comes from this one. */
  #askAgainLater({ code }: Control<'error' | 'ended'>): void {
    const pauseMs = Math.min(AGAIN_MS_MAX, AGAIN_MS * 2 ** this.#askedAgain);
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      this.#askedAgain += 1;
      const isOfUse = [...this.#feeds.values()].some(({ status }) => status === 'current');
      if (this.#askedAgain > AGAIN_MAX && !isOfUse) this.#connection.leave(code);
      else this.#askAgain();
    }, pauseMs);
  }

  #askAgain(): void {
    if (!this.#isIdentified && this.#token !== undefined) this.#identify(this.#token);
    for (const feed of this.#feeds.values()) if (feed.wasRefused) this.#askFor(feed);
  }

  #ended(address: string, reason: string): void {
    this.#logId = undefined;
    this.#askedAgain = 0;
    this.#requests.clear();
    clearTimeout(this.#again);
    this.#again = undefined;
    for (const feed of this.#feeds.values()) feed.disconnected();
    this.#onEvent({ type: 'disconnected', address, reason });
  }
}

const isPassing = ({ code }: { readonly code: string }) => PASSING.includes(code);

function refusalOf({ code, detail }: Control<'error' | 'ended'>) {
  return { type: 'refused' as const, code, ...(detail !== undefined && { detail }) };
}
