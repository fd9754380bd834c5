import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, answersIn } from './answers.ts';

/** Whoever waits longer says what has come instead. */
const PATIENCE_MS = 8_000;

/** A bare connection: sends what it is told, byte for byte, and reads answers. */
export class Connection {
  readonly socket: Socket;
  readonly isClosed: Promise<void>;
  readonly #chunks: Buffer[] = [];
  #hasClosed = false;
  #changed: () => void = () => undefined;

  private constructor(port: number) {
    // An end of the other side is told by reading, and this side goes on as long as it likes.
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('error', () => undefined);
    this.socket.on('data', (chunk) => {
      this.#chunks.push(chunk);
      this.#changed();
    });
    this.isClosed = new Promise((resolve) => {
      const over = () => {
        this.#hasClosed = true;
        this.#changed();
        resolve();
      };
      this.socket.once('end', over);
      this.socket.once('close', over);
    });
  }

  /** @throws where nobody listens */
  static async to(port: number): Promise<Connection> {
    const connection = new Connection(port);
    await new Promise<void>((resolve, reject) => {
      connection.socket.once('connect', resolve);
      connection.socket.once('error', reject);
    });
    return connection;
  }

  get hasClosed(): boolean {
    return this.#hasClosed;
  }

  received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Settles with so many answers, or with fewer when the other side hangs up or nothing more comes. */
  async answers(count: number, isHead = false): Promise<readonly Answer[]> {
    const patience = sleep(PATIENCE_MS, 'over' as const, { ref: false });
    for (;;) {
      const answers = answersIn(this.received(), isHead);
      if (answers.length >= count || this.#hasClosed) return answers;
      const changed = new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
      if ((await Promise.race([changed, patience])) === 'over') return answers;
    }
  }

  /** Whether the other side hangs up. */
  async closes(): Promise<boolean> {
    await Promise.race([this.isClosed, sleep(PATIENCE_MS, undefined, { ref: false })]);
    return this.#hasClosed;
  }

  /** The same of one that has not read: only by reading on it learns of it, and what it reads is thrown away. */
  async closesUnread(): Promise<boolean> {
    this.socket.removeAllListeners('data');
    this.socket.resume();
    return this.closes();
  }

  end(): void {
    this.socket.destroy();
  }
}
