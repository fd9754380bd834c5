import { failed, type Result } from '@truetape/kernel';
import type { RawData, WebSocket } from 'ws';
import { parseJson } from '../json-body.ts';
import type { RequestFailure } from '../problem.ts';
import { Backlog } from './backlog.ts';
import type { WebSocketLimits } from './limits.ts';
import { Rate } from './rate.ts';

/** RFC 6455 7.4.1, and 1013 of its registry. */
const CLOSE = { goingAway: 1001, policy: 1008, tryAgainLater: 1013 } as const;

/** A frame that is smaller is not worth compressing. */
export const DEFLATE_BYTES_MIN = 1_024;

/** Whoever speaks with the client. */
export interface Listener {
  /** A message as strict JSON, like a body of HTTP, or what is wrong with it; and how long it was. */
  readonly onMessage: (message: Result<unknown, RequestFailure>, bytes: number) => void;
  /** So much is waiting that the client should be told; once, until nothing waits any more. */
  readonly onSlow?: (waitingBytes: number) => void;
  /** Once, as soon as nothing can be sent any more. */
  readonly onEnded?: () => void;
  /** The service is closing, and the connection soon will be. Where it is left out, it is closed at once. */
  readonly onClosing?: () => void;
}

/** Told of what a reader was too slow for: that it was said, or what it was closed for. */
export type Slowness = 'told' | 'bytes' | 'time';

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly limits: WebSocketLimits;
  readonly onSlowness?: (what: Slowness) => void;
}

/** One client: hears what it says, writes what it is told, and waits for neither. */
export class WebSocketConnection {
  readonly #socket: WebSocket;
  readonly #limits: WebSocketLimits;
  readonly #onSlowness: ConnectionOptions['onSlowness'];
  readonly #backlog = new Backlog();
  readonly #rate = new Rate();
  readonly #listener: Listener;
  #isAlive = true;
  #isSlow = false;
  #largeBytes = 0;
  #hasEnded = false;

  constructor(
    { socket, limits, onSlowness }: ConnectionOptions,
    accept: (connection: WebSocketConnection) => Listener,
  ) {
    this.#socket = socket;
    this.#limits = limits;
    this.#onSlowness = onSlowness;
    this.#listener = accept(this);
    socket.on('message', (data, isBinary) => {
      if (this.#mayGoOn()) this.#listener.onMessage(read(data, isBinary), bytesOf(data));
    });
    socket.on('ping', () => void this.#mayGoOn());
    socket.on('pong', () => {
      if (this.#mayGoOn()) this.#isAlive = true;
    });
    socket.on('close', () => this.#end());
  }

  /** False when it was not sent: the connection has ended, or ends now because its client does not read. */
  send(frame: Buffer | string): boolean {
    const socket = this.#socket;
    if (this.#hasEnded || socket.readyState !== socket.OPEN) return false;
    const { waitingBytesMax } = this.#limits;
    const waiting = Math.max(0, socket.bufferedAmount - this.#largeBytes);
    if (waiting > waitingBytesMax) {
      this.#tooSlow('bytes', 'too slow: what is waiting for you has become too much');
      return false;
    }
    if (waiting > waitingBytesMax / 2) this.#tellSlow();
    // Only where compression was agreed on does it matter.
    const compress = frame.length >= DEFLATE_BYTES_MIN;
    socket.send(frame, { binary: false, compress }, this.#takenOf(frame.length));
    return true;
  }

  /** What it was sent and has not taken. */
  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** Called again and again: whoever has not taken anything for too long is closed. */
  look(): void {
    if (this.#hasEnded) return;
    const waitedMs = this.#backlog.waitedMs(performance.now());
    if (waitedMs === 0) this.#isSlow = false;
    if (waitedMs > this.#limits.waitingMsMax) {
      this.#tooSlow('time', 'too slow: something has been waiting for you for too long');
    } else if (waitedMs > this.#limits.waitingMsMax / 2) this.#tellSlow();
  }

  /** Called once per heartbeat: whoever did not answer the last ping is gone. */
  beat(): void {
    const socket = this.#socket;
    if (!this.#isAlive) {
      socket.terminate();
      return;
    }
    this.#isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }

  /** Says why, and hangs up when that is not heard in time. */
  close(why: keyof typeof CLOSE, reason: string): void {
    if (this.#hasEnded) return;
    this.#end();
    const socket = this.#socket;
    socket.close(CLOSE[why], reason);
    const hangUp = setTimeout(() => socket.terminate(), this.#limits.closeMs);
    socket.once('close', () => clearTimeout(hangUp));
  }

  /** For the service that closes: lets whoever speaks here come to an end. */
  comeToEnd(): void {
    if (this.#listener.onClosing !== undefined && !this.#hasEnded) this.#listener.onClosing();
    else this.sayGoodBye();
  }

  sayGoodBye(): void {
    this.close('goingAway', 'the service is closing');
  }

  /** One frame that is larger than all that may wait does not count as long as it is written: time bounds it. */
  #takenOf(bytes: number): () => void {
    const taken = this.#backlog.add();
    if (bytes <= this.#limits.waitingBytesMax || this.#largeBytes > 0) return taken;
    this.#largeBytes = bytes;
    return () => {
      this.#largeBytes = 0;
      taken();
    };
  }

  #mayGoOn(): boolean {
    if (this.#hasEnded) return false;
    const { messagesPerSecondMax = Number.POSITIVE_INFINITY } = this.#limits;
    if (this.#rate.next() <= messagesPerSecondMax) return true;
    this.close('policy', 'too many messages in one second');
    return false;
  }

  #tellSlow(): void {
    if (this.#isSlow) return;
    this.#isSlow = true;
    this.#onSlowness?.('told');
    this.#listener.onSlow?.(this.waitingBytes);
  }

  #tooSlow(what: Slowness, reason: string): void {
    this.#onSlowness?.(what);
    this.close('tryAgainLater', reason);
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#listener.onEnded?.();
  }
}

const notText: Result<unknown, RequestFailure> = failed({
  code: 'REQUEST_INVALID',
  detail: 'A message is text.',
});

function bytesOf(data: RawData): number {
  return Array.isArray(data) ? Buffer.concat(data).length : data.byteLength;
}

function read(data: RawData, isBinary: boolean): Result<unknown, RequestFailure> {
  return isBinary ? notText : parseJson(data as Buffer);
}
