import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { commandApi, passOnReads } from '@truetape/command-api';
import { runService, serve } from '@truetape/service';
import { inlineMore } from '@truetape/service/inline-more';
import { startEmbeddedOrderPath } from './start/embedded-order-path.ts';

inlineMore();

/** The order path on LMDB, as a process of its own beside `projections` and `query-api`. */
await runService('order-path', async (service) => {
  const { config } = service;
  const { desk, authenticator, identityDesk, notary, riskWatch } =
    await startEmbeddedOrderPath(service);
  await serve(service, {
    ready: () => ({
      orders: { ok: true },
      anchors: notary.check(),
      limits: riskWatch.check(),
    }),
    plugins: [
      authenticated(authenticator, [commandApi(desk), identityApi(identityDesk)]),
      ...(config.queryUrl === undefined ? [] : [passOnReads(config.queryUrl)]),
    ],
  });
  riskWatch.start();
  notary.start();
});
