import { assert } from '@truetape/kernel';
import type { MarketDelta } from '@truetape/market-data';
import type { MarketData } from '../market-data/market-data.ts';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from './channels.ts';

/** Somebody who gets frames: a JSON array of messages, as bytes that are shared with others. */
export interface Receiver {
  /** @param messages how many are in the frame */
  readonly send: (frame: Buffer, messages: number) => void;
}

/** One channel of one market, and who hears it. */
interface Topic {
  readonly key: string;
  readonly symbol: string;
  readonly channel: ChannelName;
  readonly members: Set<Receiver>;
  /** Those who wait for their snapshot; they become members with it. */
  readonly joining: Set<Receiver>;
  /** What the members have cannot be gone on with: they get a snapshot. */
  isReset: boolean;
}

/**
 * Hands each change to everybody who hears its channel. Changes wait for others for at most one frame's interval; each
 * message is written once, and each frame once for all who hear the same channels.
 */
export class Hub {
  readonly #marketData: MarketData;
  readonly #frameIntervalMs: number;
  readonly #topics = new Map<string, Topic>();
  /** Messages of the next frame, in order. */
  #waiting: { readonly topic: Topic; readonly json: string }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushedAtMs = Number.NEGATIVE_INFINITY;
  readonly #unlisten: () => void;

  constructor(marketData: MarketData, frameIntervalMs: number) {
    this.#marketData = marketData;
    this.#frameIntervalMs = frameIntervalMs;
    this.#unlisten = marketData.listen({
      onDelta: (delta) => this.#changed(delta),
      onReset: (symbol) => this.#reset(symbol),
    });
  }

  /** Confirms, sends a snapshot, then every change after it. Asking again gives a new snapshot. */
  join(receiver: Receiver, channel: ChannelName, symbol: string): void {
    const topic = this.#topicOf(channel, symbol);
    topic.joining.add(receiver);
    this.#schedule();
  }

  leave(receiver: Receiver, channel: ChannelName, symbol: string): void {
    const topic = this.#topicOf(channel, symbol);
    topic.members.delete(receiver);
    topic.joining.delete(receiver);
    if (topic.members.size === 0 && topic.joining.size === 0) this.#topics.delete(topic.key);
  }

  close(): void {
    this.#unlisten();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#topics.clear();
    this.#waiting = [];
  }

  #topicOf(channel: ChannelName, symbol: string): Topic {
    const key = `${channel}:${symbol}`;
    let topic = this.#topics.get(key);
    if (topic === undefined) {
      topic = { key, symbol, channel, members: new Set(), joining: new Set(), isReset: false };
      this.#topics.set(key, topic);
    }
    return topic;
  }

  #changed(delta: MarketDelta): void {
    for (const channel of CHANNEL_NAMES) {
      const topic = this.#topics.get(`${channel}:${delta.symbol}`);
      if (topic === undefined || topic.members.size === 0 || topic.isReset) continue;
      const message = CHANNELS[channel].delta(delta);
      if (message === undefined) continue;
      this.#waiting.push({ topic, json: JSON.stringify(message) });
      this.#schedule();
    }
  }

  /** Changes that wait are in the snapshot. */
  #reset(symbol: string): void {
    this.#waiting = this.#waiting.filter(({ topic }) => topic.symbol !== symbol);
    for (const channel of CHANNEL_NAMES) {
      const topic = this.#topics.get(`${channel}:${symbol}`);
      if (topic !== undefined) topic.isReset = true;
    }
    this.#schedule();
  }

  /** The first change after a quiet time goes out at once, those that follow it wait for the interval. */
  #schedule(): void {
    if (this.#timer !== undefined) return;
    const restMs = this.#flushedAtMs + this.#frameIntervalMs - performance.now();
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, restMs));
  }

  #flush(): void {
    this.#timer = undefined;
    this.#flushedAtMs = performance.now();
    this.#sendChanges();
    // After the changes: a snapshot holds them already.
    for (const topic of this.#topics.values()) {
      if (topic.isReset || topic.joining.size > 0) this.#sendSnapshot(topic);
    }
  }

  #sendChanges(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const changed = new Set(waiting.map(({ topic }) => topic));
    const keysOf = new Map<Receiver, string>();
    for (const { key, members } of changed) {
      for (const receiver of members) keysOf.set(receiver, `${keysOf.get(receiver) ?? ''} ${key}`);
    }
    const frames = new Map<string, { readonly bytes: Buffer; readonly messages: number }>();
    for (const [receiver, keys] of keysOf) {
      let frame = frames.get(keys);
      if (frame === undefined) {
        const messages = waiting.filter(({ topic }) => topic.members.has(receiver));
        frame = { bytes: frameOf(messages.map(({ json }) => json)), messages: messages.length };
        frames.set(keys, frame);
      }
      receiver.send(frame.bytes, frame.messages);
    }
  }

  #sendSnapshot(topic: Topic): void {
    const { channel, symbol, joining, members } = topic;
    const market = this.#marketData.market(symbol);
    assert(market !== undefined, 'only channels of listed markets are joined');
    const snapshot = JSON.stringify(CHANNELS[channel].snapshot(market));
    if (topic.isReset) {
      topic.isReset = false;
      const again = frameOf([snapshot]);
      for (const receiver of members) receiver.send(again, 1);
    }
    if (joining.size === 0) return;
    const frame = frameOf([JSON.stringify({ type: 'subscribed', channel, symbol }), snapshot]);
    const joined = [...joining];
    joining.clear();
    for (const receiver of joined) {
      members.add(receiver);
      receiver.send(frame, 2);
    }
  }
}

export function frameOf(messages: readonly string[]): Buffer {
  return Buffer.from(`[${messages.join(',')}]`);
}
