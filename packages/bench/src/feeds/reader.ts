import type { ChannelMessage } from '@truetape/contracts';
import { WebSocket } from 'ws';
import type { FrameCache } from './frame-cache.ts';

/** What all readers have seen together. */
export interface Seen {
  frames: number;
  messages: number;
  gaps: number;
  slow: number;
  readonly ended: string[];
}

export interface ReaderOptions {
  readonly port: number;
  /** Where the connection comes from: a service bounds how many one address may have. */
  readonly localAddress: string;
  readonly subscriptions: readonly object[];
  readonly cache: FrameCache;
  readonly seen: Seen;
}

/** One client: follows every channel, and holds every message against the one before. */
export class Reader {
  readonly subscribed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #options: ReaderOptions;
  readonly #have = new Map<string, number>();

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { port, localAddress, seen } = options;
    const url = `ws://127.0.0.1:${port}/v1/stream`;
    this.#socket = new WebSocket(url, { perMessageDeflate: false, localAddress });
    this.#socket.on('open', () => this.#subscribe());
    this.#socket.on('close', (code, reason) => seen.ended.push(`${code} ${reason}`));
    this.subscribed = new Promise((resolve, reject) => {
      this.#socket.on('error', reject);
      this.#socket.on('message', (data) => {
        this.#take(data as Buffer);
        if (this.#have.size === options.subscriptions.length) resolve();
      });
    });
  }

  /** Reads nothing from now on. */
  stall(): void {
    this.#socket.pause();
  }

  /** What has come meanwhile is read. */
  goOn(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.terminate();
  }

  #subscribe(): void {
    for (const subscription of this.#options.subscriptions) {
      this.#socket.send(JSON.stringify({ op: 'subscribe', subscription }));
    }
  }

  #take(bytes: Buffer): void {
    const { cache, seen } = this.#options;
    const arrivedAtMs = performance.timeOrigin + performance.now();
    const { messages, controls, sequences, arrivedAtMs: arrivals } = cache.read(bytes);
    seen.frames += 1;
    seen.messages += messages.length + controls.length;
    for (const { type } of controls) if (type === 'slow') seen.slow += 1;
    for (const message of messages) if (this.#isGap(message)) seen.gaps += 1;
    if (sequences.length > 0) arrivals.push(arrivedAtMs);
  }

  #isGap(message: ChannelMessage): boolean {
    const { channel, type, sequence } = message;
    const feed = 'depth' in message ? `${channel} ${message.depth}` : channel;
    const have = this.#have.get(feed);
    if (type === 'snapshot' || type === 'delta') this.#have.set(feed, sequence);
    return type === 'delta' && (have === undefined || message.previous > have);
  }
}
