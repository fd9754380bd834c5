import type { StreamMessage, StreamRequest } from '@truetape/contracts';
import ReconnectingWebSocket from 'partysocket/ws';

/** Opens a WebSocket as browsers do. */
export type WebSocketClass = new (url: string) => object;

export interface ConnectionOptions {
  /** Where feeds are served, as `https://host:port`: one after the other until one answers. */
  readonly addresses: readonly string[];
  readonly WebSocket: WebSocketClass;
  readonly onMessages: (messages: readonly StreamMessage[]) => void;
  readonly onEnded: (address: string, reason: string) => void;
}

/** Nothing was ever heard on a connection: how often something is to be heard is in the first message. */
const FIRST_SILENCE_MS = 10_000;
/** Clients that were sent away together do not come back together. */
const PAUSE_MS = { least: 100, spread: 400, most: 5_000 } as const;
/** One that lasted shorter counts as a failure when it is decided how long to wait. */
const MIN_UPTIME_MS = 1_000;
const OPENING_MS = 5_000;

/** A connection that comes back, at the next address, until it is closed. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #pauseMs: number;
  readonly #socket: ReconnectingWebSocket;
  #tried = -1;
  #isOpen = false;
  #heardAtMs = 0;
  #silenceMs = FIRST_SILENCE_MS;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  /** Why we end this connection ourselves. */
  #reason: string | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#pauseMs = PAUSE_MS.least + Math.random() * PAUSE_MS.spread;
    this.#socket = new ReconnectingWebSocket(() => this.#nextUrl(), null, {
      WebSocket: options.WebSocket,
      minReconnectionDelay: this.#pauseMs,
      maxReconnectionDelay: PAUSE_MS.most,
      minUptime: MIN_UPTIME_MS,
      connectionTimeout: OPENING_MS,
      // What is asked for depends on what is held when the connection is there.
      maxEnqueuedMessages: 0,
    });
    this.#socket.onopen = () => this.#opened();
    this.#socket.onmessage = ({ data }) => this.#heard(String(data));
    // An end with an error is told as an end, too.
    this.#socket.onerror = ({ message }) => this.#ended(message);
    this.#socket.onclose = ({ code, reason }) => this.#ended(reason || `closed with ${code}`);
  }

  get address(): string {
    const { addresses } = this.#options;
    return addresses[Math.max(0, this.#tried) % addresses.length] as string;
  }

  send(request: StreamRequest): void {
    this.#socket.send(JSON.stringify(request));
  }

  /** A server that says nothing for so long is not there any more. */
  expectWithin(silenceMs: number): void {
    this.#silenceMs = silenceMs;
    this.#listen();
  }

  /** Ends this connection after a pause, because it may be there at once again, and tries the next address. */
  leave(reason: string): void {
    this.#reason ??= reason;
    this.#leaving ??= setTimeout(() => {
      this.#leaving = undefined;
      this.#socket.reconnect();
      // One that was closing already has nobody left who would tell of its end.
      if (this.#isOpen) this.#ended(reason);
    }, this.#pauseMs);
  }

  close(): void {
    this.#stopWaiting();
    this.#socket.close();
  }

  #nextUrl(): string {
    this.#tried += 1;
    return `${this.address.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/stream`;
  }

  #opened(): void {
    this.#isOpen = true;
    this.#silenceMs = FIRST_SILENCE_MS;
    this.#heardAtMs = performance.now();
    this.#listen();
  }

  #heard(frame: string): void {
    this.#heardAtMs = performance.now();
    let messages: readonly StreamMessage[];
    try {
      messages = JSON.parse(frame) as readonly StreamMessage[];
    } catch {
      this.leave('a frame that is not JSON');
      return;
    }
    this.#options.onMessages(messages);
  }

  #listen(): void {
    clearTimeout(this.#watch);
    const leftMs = this.#heardAtMs + this.#silenceMs - performance.now();
    if (leftMs <= 0) this.leave('silence');
    else this.#watch = setTimeout(() => this.#listen(), leftMs);
  }

  #stopWaiting(): void {
    clearTimeout(this.#watch);
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
  }

  #ended(said: string): void {
    this.#isOpen = false;
    this.#stopWaiting();
    const reason = this.#reason ?? said;
    this.#reason = undefined;
    this.#options.onEnded(this.address, reason);
  }
}
