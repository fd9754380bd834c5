import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;
if (!isInstalled && process.env.CI !== undefined) {
  throw new Error('These tests need redis-server: apt-get install redis-server');
}
if (!isInstalled) process.stderr.write('Left out: there is no redis-server on the PATH\n');

/** Whether tests of Redis are run: not where it is not installed, except in CI, which fails then. */
export const isRedisThere = isInstalled;

const START_MS_MAX = 10_000;

/** A real redis-server of a test, with a port and a folder of its own. */
export class RedisServer {
  readonly port: number;
  readonly folder = mkdtempSync(join(tmpdir(), 'truetape-redis-'));
  /** Speaks to it as an operator would. */
  readonly operator: Redis;
  readonly #settings: readonly string[];
  #child: ChildProcess | undefined;

  private constructor(port: number, settings: readonly string[]) {
    this.port = port;
    this.#settings = settings;
    const password = settings[settings.indexOf('--requirepass') + 1];
    const known = settings.includes('--requirepass') && password ? { password } : {};
    this.operator = new Redis({ port, ...known, retryStrategy: () => 20 });
    this.operator.on('error', () => undefined);
  }

  static async start(...settings: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), settings);
    try {
      await server.start();
    } catch (error) {
      await server.dispose();
      throw error;
    }
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again, with what its folder holds. */
  async start(): Promise<void> {
    this.#child = spawn(
      'redis-server',
      ['--port', String(this.port), '--dir', this.folder, '--save', '', ...this.#settings],
      { stdio: 'ignore' },
    );
    const deadline = performance.now() + START_MS_MAX;
    while (!(await this.#answers())) {
      if (performance.now() > deadline) throw new Error('redis-server does not answer');
      await sleep(10);
    }
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    if (this.#child === undefined) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
    this.#child = undefined;
  }

  async dispose(): Promise<void> {
    this.operator.disconnect();
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    const said = await Promise.race([
      this.operator.ping().catch(() => undefined),
      sleep(200, undefined),
    ]);
    return said === 'PONG';
  }
}

async function freePort(): Promise<number> {
  // Cluster nodes also listen 10,000 above their port.
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    if (port < 50_000) return port;
  }
}
