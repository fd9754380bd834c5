import {
  type ClientMessage,
  clientMessage,
  type ErrorCode,
  type ServerMessage,
} from '@truetape/contracts';
import { parseJson, validate } from '@truetape/edge';
import { failed, type Result } from '@truetape/kernel';
import type { Counted } from '@truetape/observability';
import type { RawData, WebSocket } from 'ws';
import type { MarketData } from '../market-data/market-data.ts';
import { frameOf, type Hub, type Receiver } from './hub.ts';
import type { StreamLimits } from './limits.ts';

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly hub: Hub;
  readonly marketData: MarketData;
  readonly limits: StreamLimits;
  readonly messagesSent: Counted;
}

/** RFC 6455 7.4.1, and 1013 of its registry. */
const CLOSE = { goingAway: 1001, policy: 1008, tryAgainLater: 1013 } as const;

interface Refusal {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly detail?: string;
}

/** One client of the feeds: reads what it asks, writes what it hears, and does not wait for it. */
export class Connection implements Receiver {
  readonly #options: ConnectionOptions;
  readonly #subscriptions = new Map<string, Pick<ClientMessage, 'channel' | 'symbol'>>();
  #isAlive = true;
  #isClosing = false;
  #second = 0;
  #messagesInSecond = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket } = options;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('close', () => this.#leaveAll());
  }

  send(frame: Buffer, messages: number): void {
    const { socket, limits, messagesSent } = this.#options;
    if (this.#isClosing || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.waitingBytesMax) {
      this.close('tryAgainLater', 'too slow: what is waiting for you has become too much');
      return;
    }
    messagesSent.increment(messages);
    socket.send(frame, { binary: false, compress: false });
  }

  /** Called once per heartbeat: whoever did not answer the last ping is gone. */
  beat(): void {
    const { socket } = this.#options;
    if (!this.#isAlive) {
      socket.terminate();
      return;
    }
    this.#isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }

  /** Says why, and hangs up when that is not heard in time. */
  close(why: keyof typeof CLOSE, reason: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#leaveAll();
    const { socket, limits } = this.#options;
    socket.close(CLOSE[why], reason);
    const hangUp = setTimeout(() => socket.terminate(), limits.closeMs);
    socket.once('close', () => clearTimeout(hangUp));
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#isClosing) return;
    if (this.#isFlooding()) {
      this.close('policy', 'too many messages in one second');
      return;
    }
    const read = isBinary ? notText : readMessage(data as Buffer);
    if (!read.ok) this.#tell({ type: 'error', ...read.failure });
    else if (read.value.op === 'subscribe') this.#subscribe(read.value);
    else this.#unsubscribe(read.value);
  }

  #subscribe({ channel, symbol }: ClientMessage): void {
    const { hub, marketData, limits } = this.#options;
    const key = `${channel}:${symbol}`;
    if (!marketData.isCurrent) {
      this.#tell({ type: 'error', code: 'SERVICE_UNAVAILABLE' });
    } else if (marketData.market(symbol) === undefined) {
      this.#tell({ type: 'error', code: 'INSTRUMENT_NOT_FOUND', field: 'symbol' });
    } else if (
      !this.#subscriptions.has(key) &&
      this.#subscriptions.size >= limits.subscriptionsMax
    ) {
      const detail = `At most ${limits.subscriptionsMax} subscriptions of one connection.`;
      this.#tell({ type: 'error', code: 'REQUEST_INVALID', detail });
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

  #leaveAll(): void {
    for (const { channel, symbol } of this.#subscriptions.values()) {
      this.#options.hub.leave(this, channel, symbol);
    }
    this.#subscriptions.clear();
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

const notText: Result<ClientMessage, Refusal> = failed({
  code: 'REQUEST_INVALID',
  detail: 'A message is text.',
});

function readMessage(data: Buffer): Result<ClientMessage, Refusal> {
  const parsed = parseJson(data);
  return parsed.ok ? validate(clientMessage, parsed.value) : parsed;
}
