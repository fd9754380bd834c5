import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { authenticated } from '@truetape/auth/fastify';
import { authenticatorOf } from '@truetape/auth/testing';
import { createEdge } from '@truetape/edge';
import { MemoryLog } from '@truetape/event-store';
import { type MarketBoard, Publisher } from '@truetape/market-data';
import { RedisBoard, type RedisBoardOptions } from '@truetape/market-data-redis';
import type { RedisServer } from '@truetape/market-data-redis/testing';
import { createLogger, createMetrics } from '@truetape/observability';
import { randomOf, tradeAtRandom, Venue } from '@truetape/projections/testing';
import { createQueryApi } from '@truetape/query-api';
import { onTestFinished } from 'vitest';
import { FeedReader } from './feed-reader.ts';
import { type Answer, Oracle, QUESTIONS, type Question } from './oracle.ts';

const logger = createLogger({ level: 'silent', destination: '/dev/null' });
const token = 'operator'.padEnd(43, '.');
const authenticator = authenticatorOf({ operator: { token }, traders: [] });
const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];

export interface WorldOptions {
  readonly redis: RedisServer;
  readonly seed: number;
  /** Other scripts for the publisher: a comparison is left out. */
  readonly scripts?: RedisBoardOptions['scripts'];
  /** What readers see of the board is not what is there. */
  readonly distort?: (board: MarketBoard) => MarketBoard;
}

/** A venue that trades at random, a publisher, and readers of which every answer is held against a fold of the log. */
export class MarketWorld {
  readonly venue: Venue;
  readonly readers: Reader[] = [];
  readonly replaced: string[] = [];
  readonly #options: WorldOptions;
  readonly #log: MemoryLog;
  readonly #oracle: Oracle;
  readonly #random: (below: number) => number;
  #trading: Promise<void> = Promise.resolve();
  #isTrading = false;
  #runs = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#random = randomOf(options.seed);
    let nowMs = Date.UTC(2026, 10, 22, 9, 0, 0);
    this.#log = new MemoryLog({ clockMs: () => ++nowMs });
    onTestFinished(() => this.#log.close());
    this.venue = new Venue(this.#log);
    this.venue.open(...ACCOUNTS);
    this.#oracle = new Oracle(this.#log, logger);
    onTestFinished(() => this.#oracle.stop());
  }

  head(): Promise<number> {
    return this.#log.head();
  }

  trade(commands: number): void {
    this.#runs += 1;
    tradeAtRandom(this.venue, ACCOUNTS, this.#options.seed * 1_000 + this.#runs, commands);
  }

  startTrading(): void {
    this.#isTrading = true;
    const go = async () => {
      while (this.#isTrading) {
        this.trade(1 + this.#random(4));
        await sleep(1 + this.#random(8));
      }
    };
    this.#trading = go();
  }

  async stopTrading(): Promise<void> {
    this.#isTrading = false;
    await this.#trading;
    await this.venue.settled();
  }

  /** Up to `below` milliseconds. */
  pause(below: number): Promise<void> {
    return sleep(this.#random(below));
  }

  publish(name: string): Publisher {
    const board = this.#board(this.#options.scripts);
    const publisher = new Publisher({
      log: this.#log,
      board,
      logger,
      metrics: createMetrics({ processMetrics: false }),
      onReplaced: () => this.replaced.push(name),
      onFailure: (error) => {
        throw error;
      },
    });
    onTestFinished(() => publisher.stop());
    return publisher;
  }

  /** One more process that reads. */
  async read(patience = { staleMs: 400, trustMs: 500 }): Promise<Reader> {
    const board = (this.#options.distort ?? ((same) => same))(this.#board());
    const metrics = createMetrics({ processMetrics: false });
    const api = createQueryApi({
      log: this.#log,
      board,
      authenticator,
      databaseUrl: () => undefined,
      logger,
      metrics,
      patience,
    });
    const app = createEdge({ name: 'reader', logger, metrics, ready: () => ({}) });
    app.register(authenticated(authenticator, [api.plugin]));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const reader = new Reader(port, api.isShared, async (path) => {
      const { statusCode, headers, body } = await app.inject({ method: 'GET', url: path });
      return { status: statusCode, retryAfter: headers['retry-after'], body: JSON.parse(body) };
    });
    onTestFinished(async () => {
      await reader.stop();
      await app.close();
    });
    this.readers.push(reader);
    return reader;
  }

  /** Everything that any reader has shown and that was not so. */
  async wrong(): Promise<readonly object[]> {
    await this.venue.settled();
    const head = await this.#log.head();
    while (this.#oracle.position < head) await sleep(5);
    return this.readers.flatMap((reader) => [
      ...reader.wrong,
      ...reader.feed.wrongBy(this.#oracle),
      ...reader.answers.flatMap((answer) => this.#oracle.wrongIn(answer) ?? []),
    ]);
  }

  #board(scripts?: RedisBoardOptions['scripts']): RedisBoard {
    const { url } = this.#options.redis;
    const { logId } = this.#log;
    const board = new RedisBoard({ url, logId, logger, ...(scripts && { scripts }) });
    onTestFinished(() => board.close());
    return board;
  }
}

interface Got {
  readonly status: number;
  readonly retryAfter: unknown;
  readonly body: { readonly position: number };
}

/** Asks one process again and again, and keeps what it is told. */
export class Reader {
  readonly answers: Answer[] = [];
  readonly wrong: object[] = [];
  readonly feed: FeedReader;
  unavailable = 0;
  position = -1;
  readonly isShared: () => boolean;
  readonly #get: (path: string) => Promise<Got>;
  readonly #asking: Promise<void>;
  #isStopped = false;

  constructor(port: number, isShared: () => boolean, get: (path: string) => Promise<Got>) {
    this.isShared = isShared;
    this.#get = get;
    this.feed = new FeedReader(port);
    this.#asking = this.#askOn();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.feed.stop();
    await this.#asking;
  }

  async #askOn(): Promise<void> {
    while (!this.#isStopped) {
      for (const question of QUESTIONS) await this.#ask(question);
      await sleep(7);
    }
  }

  async #ask(question: Question): Promise<void> {
    const { status, retryAfter, body } = await this.#get(`/v1/instruments/BTC-USD/${question}`);
    if (status === 503 && retryAfter !== undefined) {
      this.unavailable += 1;
    } else if (status === 200) {
      if (body.position < this.position) this.wrong.push({ back: [this.position, body.position] });
      this.position = Math.max(this.position, body.position);
      this.answers.push({ question, body });
    } else {
      this.wrong.push({ question, status, body });
    }
  }
}
