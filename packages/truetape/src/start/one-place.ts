import type { KeysFile } from '@truetape/auth';
import { authenticated } from '@truetape/auth/fastify';
import { identityApi } from '@truetape/auth/routes';
import { commandApi } from '@truetape/command-api';
import { createQueryApi } from '@truetape/query-api';
import { type Service, serve } from '@truetape/service';
import { limitPrincipals } from '@truetape/service/limit-principals';
import { isDemoVenueOpen } from './demo-venue.ts';
import { startEmbeddedOrderPath } from './embedded-order-path.ts';
import { type ReadModels, startReadModels } from './read-models.ts';
import type { Started } from './started.ts';

/** Everything on one port, in this process but for the risk watch, the notary, the projector and Postgres. */
export async function startInOnePlace(service: Service, keys: KeysFile): Promise<Started> {
  let readModels: Promise<ReadModels> | undefined;
  let databaseUrl: string | undefined;
  // Stopped after everything that asks them.
  service.onStop(async () => (await readModels)?.stop());

  const { desk, authenticator, identityDesk, securityJournal, notary, riskWatch } =
    await startEmbeddedOrderPath(service);
  const hasVenue = isDemoVenueOpen(desk.accounts, keys);
  let isOpen = hasVenue;
  const { origins, deflate, ...limits } = service.config.stream;
  const queryApi = createQueryApi({
    ...service,
    ...{ authenticator, origins, deflate, limits },
    log: desk.log,
    databaseUrl: () => databaseUrl,
  });
  await serve(service, {
    ready: () => ({
      orders: { ok: isOpen },
      marketData: { ok: queryApi.isCurrent() },
      anchors: notary.check(),
      limits: riskWatch.check(),
    }),
    plugins: [
      authenticated(
        authenticator,
        [limitPrincipals, commandApi(desk), identityApi(identityDesk), queryApi.plugin],
        securityJournal,
      ),
    ],
  });
  return {
    hasVenue,
    about: [],
    venueIsOpen: () => {
      isOpen = true;
      // What the order path does not need comes later.
      riskWatch.start();
      notary.start();
      readModels = startReadModels(service, { PROJECTIONS_PORT: '' });
      void readModels.then(({ url }) => {
        databaseUrl = url;
      });
    },
  };
}
