import { deepStrictEqual, strictEqual } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { authenticated } from '@truetape/auth/fastify';
import { authenticatorOf } from '@truetape/auth/testing';
import { commandApi } from '@truetape/command-api';
import { epochMs } from '@truetape/domain';
import { createEdge, type EdgeLimits } from '@truetape/edge';
import type { MemoryLog } from '@truetape/event-store';
import { RULESETS } from '@truetape/matcher';
import { createLogger, createMetrics, flushLogger } from '@truetape/observability';
import { openTestPostgres, runProjector } from '@truetape/projections/testing';
import { createQueryApi } from '@truetape/query-api';
import type { FastifyInstance } from 'fastify';
import { KEYS, tokenOf } from '../http/server.ts';
import { openVenue } from '../http/venue.ts';
import { startOn } from '../order-path/support.ts';
import { Connection } from './connection.ts';
import { setUp } from './set-up.ts';

/** Everything on one port, as `start` composes it, with a venue in which something has happened already. */
export interface World {
  readonly port: number;
  readonly log: MemoryLog;
  /** By the names that cases call them: `{open}` is the id of an order that is open. */
  readonly names: ReadonlyMap<string, string>;
  /** What was written down as an error: nobody expected it. */
  readonly errors: () => Promise<readonly string[]>;
  /** @throws where the process does not answer any more, or its read models have stopped */
  readonly isServing: () => Promise<void>;
  /** Asked as an operator for what must be done. */
  readonly post: (path: string, body: object) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface WorldOptions {
  readonly limits?: Partial<EdgeLimits>;
  /** More routes, which do what none may. */
  readonly plant?: (app: FastifyInstance) => void;
}

/** What time it is, always. */
export const NOW = '2026-11-22T09:00:00.000Z';

export async function openWorld({ limits = {}, plant }: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-corpus-'));
  const destination = join(folder, 'errors.log');
  const logger = createLogger({ level: 'error', destination });
  const metrics = createMetrics({ processMetrics: false });
  const now = () => epochMs(Date.parse(NOW));
  const { log, accounts, ...path } = await startOn(undefined, { now, logger });
  const uncaught: unknown[] = [];
  const onUncaught = (error: unknown) => void uncaught.push(error);
  process.on('uncaughtExceptionMonitor', onUncaught);
  const postgres = await openTestPostgres();
  const url = await postgres.newDatabase();
  const projector = runProjector({ log, databaseUrl: url, logger, metrics });
  const databaseUrl = () => url;
  const authenticator = authenticatorOf(KEYS);
  const queryApi = createQueryApi({
    log,
    databaseUrl,
    logger,
    metrics,
    authenticator,
    clockMs: now,
  });
  const app = createEdge({ name: 'corpus', logger, metrics, ready: () => ({}), limits });
  const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
  await app.register(authenticated(authenticator, [commands, queryApi.plugin]));
  plant?.(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const post = async (to: string, body: object) => {
    const answered = await fetch(`http://127.0.0.1:${port}${to}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokenOf('operator')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    strictEqual(answered.status, 201, `${to}: ${await answered.text()}`);
  };
  await openVenue(post);
  const names = await setUp(port);
  return {
    port,
    log,
    names,
    post,
    errors: async () => {
      await flushLogger(logger);
      return readFileSync(destination, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
    },
    isServing: async () => {
      deepStrictEqual(uncaught, [], 'Nothing was thrown that would have ended the process.');
      const connection = await Connection.to(port);
      connection.socket.write(`GET /v1/time HTTP/1.1\r\nHost: x\r\n\r\n`);
      const [answer] = await connection.answers(1);
      connection.end();
      strictEqual(answer?.status, 200, 'It serves.');
      const head = await log.head();
      for (let tries = 0; (await projector.lag()).position < head; tries += 1) {
        if (tries === 500) throw new Error('The read models have stopped.');
        await sleep(10);
      }
    },
    stop: async () => {
      process.off('uncaughtExceptionMonitor', onUncaught);
      await app.close();
      await projector.stop();
      await postgres.stop();
      await path.stop();
      await log.close();
      await flushLogger(logger);
      rmSync(folder, { recursive: true, force: true });
      deepStrictEqual(path.stopped, []);
    },
  };
}
