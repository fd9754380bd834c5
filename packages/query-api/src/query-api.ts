import { AccountData } from '@truetape/account-data';
import type { Authenticator } from '@truetape/auth';
import type { EventLog } from '@truetape/event-store';
import type { MarketBoard } from '@truetape/market-data';
import type { Logger, Metrics } from '@truetape/observability';
import type { FastifyPluginAsync } from 'fastify';
import { MarketData, type Patience } from './market-data/market-data.ts';
import { accountStore } from './reads/account-store.ts';
import { logHead } from './reads/log-head.ts';
import { openReadModels } from './reads/read-models.ts';
import { balanceRoutes } from './routes/balance-routes.ts';
import { candleRoutes } from './routes/candle-routes.ts';
import { documentRoutes } from './routes/document-routes.ts';
import { feeRoutes } from './routes/fee-routes.ts';
import { fillRoutes } from './routes/fill-routes.ts';
import { instrumentRoutes } from './routes/instrument-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { marketRoutes } from './routes/market-routes.ts';
import { orderRoutes } from './routes/order-routes.ts';
import { pnlRoutes } from './routes/pnl-routes.ts';
import { positionRoutes } from './routes/position-routes.ts';
import { riskRoutes } from './routes/risk-routes.ts';
import { statementRoutes } from './routes/statement-routes.ts';
import { trailRoute } from './routes/trail-route.ts';
import { withdrawalRoutes } from './routes/withdrawal-routes.ts';
import { STREAM_LIMITS, type StreamLimits } from './stream/limits.ts';
import { streamRoute } from './stream/stream-route.ts';

export interface QueryApiOptions {
  readonly log: EventLog;
  /** Where the read models are; undefined as long as that is not known. Asked again for every question. */
  readonly databaseUrl: () => string | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** For `/v1/time`, and to know what is now and which day is today; the system's clock when left out. */
  readonly clockMs?: () => number;
  /** Asked for tokens that come over an open connection, and whether they still count. */
  readonly authenticator: Authenticator;
  readonly limits?: Partial<StreamLimits>;
  /** Origins of which pages may open feeds, beside our own. */
  readonly origins?: readonly string[];
  /** Compress feeds for clients that can take it. */
  readonly deflate?: boolean;
  /** Where a publisher posts the markets; without one they are folded from the log here. */
  readonly board?: MarketBoard | undefined;
  readonly patience?: Partial<Patience>;
}

export interface QueryApi {
  /** Every route that reads. Register it on an edge whose requests are authenticated; it ends with the app. */
  readonly plugin: FastifyPluginAsync;
  /** For readiness: false until market data has read what was in the log, and when it has stopped. */
  readonly isCurrent: () => boolean;
  /** The markets come from the board. */
  readonly isShared: () => boolean;
}

/** The read edge. It follows the log from the call on, so that it may be current before the app listens. */
export function createQueryApi(options: QueryApiOptions): QueryApi {
  const { log, databaseUrl, logger, metrics, authenticator, clockMs = Date.now } = options;
  const { origins = [], deflate = false } = options;
  const marketData = new MarketData({ ...options });
  const readModels = openReadModels({ url: databaseUrl, logger });
  const accounts = new AccountData({ log, store: accountStore(readModels), logger });
  const headOf = logHead(log);
  const limits = { ...STREAM_LIMITS, ...options.limits };
  return {
    isCurrent: () => marketData.isCurrent,
    isShared: () => marketData.isShared,
    plugin: async (app) => {
      orderRoutes(app, readModels, log);
      fillRoutes(app, readModels);
      balanceRoutes(app, readModels);
      statementRoutes(app, readModels);
      withdrawalRoutes(app, readModels);
      positionRoutes(app, readModels);
      pnlRoutes(app, readModels);
      feeRoutes(app, readModels, clockMs);
      riskRoutes(app, readModels, clockMs);
      instrumentRoutes(app, readModels);
      marketRoutes(app, marketData, readModels);
      candleRoutes(app, readModels, clockMs);
      logRoutes(app, log, headOf, clockMs);
      trailRoute(app, log, headOf);
      documentRoutes(app);
      await streamRoute(app, {
        ...{ logId: log.logId, marketData, accounts, authenticator, metrics, limits },
        ...{ origins, deflate },
      });
      app.addHook('onClose', async () => {
        await marketData.stop();
        await accounts.stop();
        await readModels.close();
      });
    },
  };
}
