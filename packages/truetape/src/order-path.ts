import { type AppendSecurity, securityLogOf } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { commandApi, passOnReads } from '@truetape/command-api';
import {
  appendForChild,
  checkSecurityAsked,
  runService,
  type SecurityAsked,
  type Service,
  serve,
} from '@truetape/service';
import { inlineMore } from '@truetape/service/inline-more';
import { limitPrincipals } from '@truetape/service/limit-principals';
import { startEmbeddedOrderPath } from './start/embedded-order-path.ts';

inlineMore();

/** The order path on LMDB, as a process of its own beside `projections` and `query-api`. */
await runService('order-path', async (service) => {
  const { config } = service;
  const { desk, authenticator, identityDesk, securityJournal, notary, riskWatch } =
    await startEmbeddedOrderPath(service);
  answerReaders(service, securityLogOf(desk.log).append);
  await serve(service, {
    ready: () => ({
      orders: { ok: true },
      anchors: notary.check(),
      limits: riskWatch.check(),
    }),
    plugins: [
      authenticated(
        authenticator,
        [limitPrincipals, commandApi(desk), identityApi(identityDesk)],
        securityJournal,
      ),
      ...(config.queryUrl === undefined
        ? []
        : [passOnReads(config.queryUrl, config.edge.tls?.cert)]),
    ],
  });
  riskWatch.start();
  notary.start();
});

/** Processes that only read the log have what their journals say appended here, by way of our parent. */
function answerReaders(service: Service, append: AppendSecurity): void {
  const answerTo = appendForChild(service, 'query-api', async (asked: SecurityAsked) => {
    checkSecurityAsked(asked);
    return append(asked.expectedRevision, asked.events);
  });
  process.on('message', (message) => {
    answerTo(message, (told) => {
      if (process.connected) process.send?.(told, undefined, undefined, () => undefined);
    });
  });
}
