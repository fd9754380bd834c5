import { webSocketRoute } from '@truetape/edge/web-socket';
import type { Metrics } from '@truetape/observability';
import type { FastifyInstance } from 'fastify';
import type { MarketData } from '../market-data/market-data.ts';
import { Hub } from './hub.ts';
import type { StreamLimits } from './limits.ts';
import { Subscriber } from './subscriber.ts';

export interface StreamOptions {
  readonly marketData: MarketData;
  readonly metrics: Metrics;
  readonly limits: StreamLimits;
}

/** `GET /v1/stream`: the public feeds. */
export async function streamRoute(app: FastifyInstance, options: StreamOptions): Promise<void> {
  const { marketData, metrics, limits } = options;
  const hub = new Hub(marketData, limits.frameIntervalMs);
  const messagesSent = metrics.webSocketMessages.labels();
  const connections = await webSocketRoute(app, {
    path: '/v1/stream',
    limits,
    accept: (connection) => new Subscriber({ connection, hub, marketData, limits, messagesSent }),
  });
  // A feed that has stopped must not look like a quiet market.
  const unlisten = marketData.listen({
    onStopped: () => {
      for (const connection of connections) {
        connection.close('tryAgainLater', 'market data has stopped');
      }
    },
  });
  app.addHook('preClose', (done) => {
    hub.close();
    unlisten();
    done();
  });
}
