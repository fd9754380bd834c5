import type { AddressInfo } from 'node:net';
import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { commandApi } from '@truetape/command-api';
import { checkAnswers } from '@truetape/contracts/testing';
import { epochMs } from '@truetape/domain';
import { createEdge } from '@truetape/edge';
import type { MemoryLog } from '@truetape/event-store';
import { RULESETS } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { createQueryApi } from '@truetape/query-api';
import { onTestFinished } from 'vitest';
import { logger, startOn } from '../order-path/support.ts';
import { openIdentities } from './identity.ts';

export interface BothApis {
  readonly log: MemoryLog;
  readonly port: number;
  /** `GET /v1/orders/:orderId`, as they were registered. */
  readonly routes: readonly string[];
}

/**
 * All APIs on one port as `start` composes them, on a log in memory. What is asked of read models comes from
 * `databaseUrl`. Every answer is held against the document, unless whoever asks does that.
 */
export async function startBothApis(
  databaseUrl: () => string | undefined,
  { check = true } = {},
): Promise<BothApis> {
  const now = () => epochMs(Date.now());
  const path = await startOn(undefined, { now, withIdentities: true });
  const { log, accounts, identities } = path;
  const { authenticator, identityDesk } = await openIdentities(log, identities);
  const metrics = createMetrics({ processMetrics: false });
  const queryApi = createQueryApi({ log, databaseUrl, authenticator, logger, metrics });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  if (check) checkAnswers(app);
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push(`${each} ${url}`);
  });
  await app.register(
    authenticated(authenticator, [
      commandApi({ accounts, log, now, rulesets: RULESETS }),
      identityApi(identityDesk),
      queryApi.plugin,
    ]),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await app.close();
    await path.stop();
    await log.close();
  });
  const { port } = app.server.address() as AddressInfo;
  return { log, port, routes };
}
