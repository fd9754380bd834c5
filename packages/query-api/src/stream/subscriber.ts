import { type ClientMessage, clientMessage, type ServerMessage } from '@truetape/contracts';
import { type RequestFailure, validate } from '@truetape/edge';
import type { Listener, WebSocketConnection } from '@truetape/edge/web-socket';
import type { Result } from '@truetape/kernel';
import type { Counted } from '@truetape/observability';
import type { MarketData } from '../market-data/market-data.ts';
import { frameOf, type Hub, type Receiver } from './hub.ts';
import type { StreamLimits } from './limits.ts';

export interface SubscriberOptions {
  readonly connection: WebSocketConnection;
  readonly hub: Hub;
  readonly marketData: MarketData;
  readonly limits: StreamLimits;
  readonly messagesSent: Counted;
}

/** One client of the feeds: hears what it asks for. */
export class Subscriber implements Receiver, Listener {
  readonly #options: SubscriberOptions;
  readonly #subscriptions = new Map<string, Pick<ClientMessage, 'channel' | 'symbol'>>();
  #second = 0;
  #messagesInSecond = 0;

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  send(frame: Buffer, messages: number): void {
    const { connection, messagesSent } = this.#options;
    if (connection.send(frame)) messagesSent.increment(messages);
  }

  onMessage(message: Result<unknown, RequestFailure>): void {
    if (this.#isFlooding()) {
      this.#options.connection.close('policy', 'too many messages in one second');
      return;
    }
    const read = message.ok ? validate(clientMessage, message.value) : message;
    if (!read.ok) this.#refuse(read.failure);
    else if (read.value.op === 'subscribe') this.#subscribe(read.value);
    else this.#unsubscribe(read.value);
  }

  onEnded(): void {
    for (const { channel, symbol } of this.#subscriptions.values()) {
      this.#options.hub.leave(this, channel, symbol);
    }
    this.#subscriptions.clear();
  }

  #subscribe({ channel, symbol }: ClientMessage): void {
    const { hub, marketData, limits } = this.#options;
    const key = `${channel}:${symbol}`;
    if (!marketData.isCurrent) {
      this.#refuse({ code: 'SERVICE_UNAVAILABLE' });
    } else if (marketData.market(symbol) === undefined) {
      this.#refuse({ code: 'INSTRUMENT_NOT_FOUND', field: 'symbol' });
    } else if (
      !this.#subscriptions.has(key) &&
      this.#subscriptions.size >= limits.subscriptionsMax
    ) {
      const detail = `At most ${limits.subscriptionsMax} subscriptions of one connection.`;
      this.#refuse({ code: 'REQUEST_INVALID', detail });
    } else {
      this.#subscriptions.set(key, { channel, symbol });
      hub.join(this, channel, symbol);
    }
  }

  #unsubscribe({ channel, symbol }: ClientMessage): void {
    if (this.#subscriptions.delete(`${channel}:${symbol}`)) {
      this.#options.hub.leave(this, channel, symbol);
    }
    this.#tell({ type: 'unsubscribed', channel, symbol });
  }

  #refuse(failure: RequestFailure): void {
    this.#tell({ type: 'error', ...failure });
  }

  #tell(message: ServerMessage): void {
    this.send(frameOf([JSON.stringify(message)]), 1);
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
