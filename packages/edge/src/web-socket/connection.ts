import { failed, type Result } from '@truetape/kernel';
import type { RawData, WebSocket } from 'ws';
import { parseJson } from '../json-body.ts';
import type { RequestFailure } from '../problem.ts';
import type { WebSocketLimits } from './limits.ts';

/** RFC 6455 7.4.1, and 1013 of its registry. */
const CLOSE = { goingAway: 1001, policy: 1008, tryAgainLater: 1013 } as const;

/** Whoever speaks with the client. */
export interface Listener {
  /** A message as strict JSON, like a body of HTTP, or what is wrong with it. */
  readonly onMessage: (message: Result<unknown, RequestFailure>) => void;
  /** Once, as soon as nothing can be sent any more. */
  readonly onEnded?: () => void;
  /** The service is closing, and the connection soon will be. Where it is left out, it is closed at once. */
  readonly onClosing?: () => void;
}

/** One client: hears what it says, writes what it is told, and waits for neither. */
export class WebSocketConnection {
  readonly #socket: WebSocket;
  readonly #limits: WebSocketLimits;
  readonly #listener: Listener;
  #isAlive = true;
  #hasEnded = false;

  constructor(
    socket: WebSocket,
    limits: WebSocketLimits,
    accept: (connection: WebSocketConnection) => Listener,
  ) {
    this.#socket = socket;
    this.#limits = limits;
    this.#listener = accept(this);
    socket.on('message', (data, isBinary) => {
      if (!this.#hasEnded) this.#listener.onMessage(read(data, isBinary));
    });
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('close', () => this.#end());
  }

  /** False when it was not sent: the connection has ended, or ends now because its client does not read. */
  send(frame: Buffer | string): boolean {
    const socket = this.#socket;
    if (this.#hasEnded || socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount > this.#limits.waitingBytesMax) {
      this.close('tryAgainLater', 'too slow: what is waiting for you has become too much');
      return false;
    }
    socket.send(frame, { binary: false, compress: false });
    return true;
  }

  /** What it was sent and has not taken. */
  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
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

function read(data: RawData, isBinary: boolean): Result<unknown, RequestFailure> {
  return isBinary ? notText : parseJson(data as Buffer);
}
