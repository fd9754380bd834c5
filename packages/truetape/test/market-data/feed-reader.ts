import { crc32 } from 'node:zlib';
import { bookChecksumText, type ChannelMessage, type StreamMessage } from '@truetape/contracts';
import { WebSocket } from 'ws';
import type { Oracle } from './oracle.ts';

const AGAIN_MS = 30;

/** A client that adds up the book of a feed, and goes on where it was whenever it is sent away. */
export class FeedReader {
  readonly wrong: object[] = [];
  changes = 0;
  snapshots = 0;
  checks = 0;
  readonly #url: string;
  /** The book after each message, to be held against the oracle when that has read as far. */
  readonly #shown: [sequence: number, levels: string][] = [];
  #socket: WebSocket | undefined;
  #logId: string | undefined;
  #sequence = -1;
  #bids = new Map<string, string>();
  #asks = new Map<string, string>();
  #isStopped = false;

  constructor(port: number) {
    this.#url = `ws://127.0.0.1:${port}/v1/stream`;
    this.#connect();
  }

  /** What it has shown that the market has never been. */
  wrongBy(oracle: Oracle): readonly object[] {
    const never = this.#shown.filter(([sequence, levels]) => !oracle.isBook(sequence, levels));
    return [...this.wrong, ...never.map(([sequence, levels]) => ({ sequence, levels }))];
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.terminate();
  }

  #connect(): void {
    if (this.#isStopped) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    const subscribe = () => {
      if (socket.readyState !== WebSocket.OPEN) return;
      const subscription = { channel: 'book', symbol: 'BTC-USD', depth: 500 };
      const resume = this.#logId && { logId: this.#logId, sequence: this.#sequence };
      socket.send(JSON.stringify({ op: 'subscribe', subscription, ...(resume && { resume }) }));
    };
    socket.on('open', subscribe);
    socket.on('error', () => undefined);
    socket.on('close', () => setTimeout(() => this.#connect(), AGAIN_MS));
    socket.on('message', (data) => {
      for (const message of JSON.parse(String(data)) as StreamMessage[]) {
        if (message.type === 'error') setTimeout(subscribe, AGAIN_MS);
        else if (message.type === 'welcome') this.#logId = message.logId;
        else if ('depth' in message) this.#take(message);
      }
    });
  }

  #take(message: Extract<ChannelMessage, { depth: number }>): void {
    const { type, sequence } = message;
    if (type === 'checksum') {
      this.checks += 1;
      const [bids, asks] = this.#levels();
      const checksum = crc32(bookChecksumText(bids, asks));
      if (message.checksum !== checksum) this.wrong.push({ checksum: message, bids, asks });
      return;
    }
    if (type === 'snapshot') {
      this.snapshots += 1;
      this.#bids.clear();
      this.#asks.clear();
    } else {
      this.changes += 1;
      if (sequence <= this.#sequence) return;
      const { previous } = message;
      if (previous > this.#sequence) this.wrong.push({ gap: [this.#sequence, previous] });
    }
    this.#sequence = sequence;
    set(this.#bids, message.bids);
    set(this.#asks, message.asks);
    this.#shown.push([sequence, JSON.stringify(this.#levels())]);
  }

  #levels() {
    const byPrice = (sign: number) => (a: [string, string], b: [string, string]) =>
      sign * (Number(a[0]) - Number(b[0]));
    return [[...this.#bids].sort(byPrice(-1)), [...this.#asks].sort(byPrice(1))] as const;
  }
}

function set(side: Map<string, string>, levels: readonly (readonly [string, string])[]): void {
  for (const [price, quantity] of levels) {
    if (quantity === '0') side.delete(price);
    else side.set(price, quantity);
  }
}
