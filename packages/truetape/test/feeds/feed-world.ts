import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { authenticated } from '@truetape/auth/fastify';
import { authenticatorOf } from '@truetape/auth/testing';
import { createEdge } from '@truetape/edge';
import { MemoryLog } from '@truetape/event-store';
import { type MarketBoard, Publisher } from '@truetape/market-data';
import { RedisBoard } from '@truetape/market-data-redis';
import type { RedisServer } from '@truetape/market-data-redis/testing';
import { createLogger, createMetrics } from '@truetape/observability';
import { createQueryApi } from '@truetape/query-api';
import { randomOf, tradeAtRandom, Venue } from '@truetape/read-models/testing';
import { onTestFinished } from 'vitest';
import { CuttingProxy } from './cutting-proxy.ts';
import { EngineOracle } from './engine-oracle.ts';

const logger = createLogger({ level: 'silent', destination: '/dev/null' });
const authenticator = authenticatorOf({
  operator: { token: 'operator'.padEnd(43, '.') },
  traders: [],
});
const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];

/** A service of the feeds, which ends and comes back behind an address that stays. */
export interface Served {
  readonly proxy: CuttingProxy;
  port: number;
  /** Ends it in the middle of everything, and starts another one. */
  readonly kill: () => Promise<void>;
}

export interface FeedWorldOptions {
  /** Between a publisher and the services; without it each folds the log itself. */
  readonly redis?: RedisServer;
  /** Nothing is listed yet. */
  readonly isEmpty?: boolean;
}

/** A venue that trades at random on a log, and services that show it. */
export class FeedWorld {
  readonly venue: Venue;
  readonly oracle: EngineOracle;
  readonly random: (below: number) => number;
  readonly log: MemoryLog;
  readonly #seed: number;
  readonly #options: FeedWorldOptions;
  #runs = 0;
  #isTrading = false;
  #trading: Promise<void> = Promise.resolve();

  constructor(seed: number, options: FeedWorldOptions = {}) {
    this.#seed = seed;
    this.#options = options;
    this.random = randomOf(seed);
    let nowMs = Date.UTC(2026, 10, 22, 9, 0, 0);
    this.log = new MemoryLog({ clockMs: () => ++nowMs });
    onTestFinished(() => this.log.close());
    this.venue = new Venue(this.log);
    this.oracle = new EngineOracle(this.venue, 'BTC-USD');
    if (!options.isEmpty) this.venue.open(...ACCOUNTS);
    if (options.redis !== undefined) this.#publish(options.redis);
  }

  trade(commands: number): void {
    this.#runs += 1;
    tradeAtRandom(this.venue, ACCOUNTS, this.#seed * 1_000 + this.#runs, commands);
  }

  startTrading(): void {
    this.#isTrading = true;
    onTestFinished(() => this.stopTrading());
    const go = async () => {
      while (this.#isTrading) {
        this.trade(1 + this.random(3));
        await sleep(1 + this.random(10));
      }
    };
    this.#trading = go();
  }

  async stopTrading(): Promise<void> {
    this.#isTrading = false;
    await this.#trading;
    await this.venue.settled();
  }

  async serve(): Promise<Served> {
    let running = await this.#start();
    const proxy = await CuttingProxy.start(running.port);
    onTestFinished(() => running.stop());
    const served: Served = {
      proxy,
      port: running.port,
      kill: async () => {
        proxy.cutAll();
        await running.stop();
        running = await this.#start();
        served.port = running.port;
        proxy.leadTo(running.port);
      },
    };
    return served;
  }

  async #start() {
    const metrics = createMetrics({ processMetrics: false });
    const { redis } = this.#options;
    const api = createQueryApi({
      log: this.log,
      databaseUrl: () => undefined,
      authenticator,
      logger,
      metrics,
      ...(redis && { board: this.#board(redis) }),
    });
    const app = createEdge({ name: 'feeds', logger, metrics, ready: () => ({}) });
    app.register(authenticated(authenticator, [api.plugin]));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= app.close();
      return stopped;
    };
    return { port, stop };
  }

  #publish(redis: RedisServer): void {
    const publisher = new Publisher({
      log: this.log,
      board: this.#board(redis),
      logger,
      metrics: createMetrics({ processMetrics: false }),
      onReplaced: () => undefined,
      onFailure: (error) => {
        throw error;
      },
    });
    onTestFinished(() => publisher.stop());
  }

  #board({ url }: RedisServer): MarketBoard {
    const board = new RedisBoard({ url, logId: this.log.logId, logger });
    onTestFinished(() => board.close());
    return board;
  }
}
