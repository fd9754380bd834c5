import { webSocketRoute } from '@truetape/edge/web-socket';
import type { Metrics } from '@truetape/observability';
import type { FastifyInstance } from 'fastify';
import type { MarketData } from '../market-data/market-data.ts';
import { Hub } from './hub.ts';
import type { StreamLimits } from './limits.ts';
import { MarketFeeds } from './market-feeds.ts';
import { Subscriber } from './subscriber.ts';

export interface StreamOptions {
  readonly logId: string;
  readonly marketData: MarketData;
  readonly metrics: Metrics;
  readonly limits: StreamLimits;
}

/** How often connections are looked at that nothing is sent to. */
const LOOK_MS = 500;

/** `GET /v1/stream`: the feeds. */
export async function streamRoute(app: FastifyInstance, options: StreamOptions): Promise<void> {
  const { logId, marketData, metrics, limits } = options;
  const hub = new Hub(limits.frameIntervalMs);
  const { recentMax } = limits;
  const marketFeeds = new MarketFeeds({ marketData, courier: hub, recentMax });
  const messagesSent = metrics.webSocketMessages.labels();
  const position = () => marketData.position;
  const subscribers = new Set<Subscriber>();
  const connections = await webSocketRoute(app, {
    path: '/v1/stream',
    limits,
    accept: (connection) => {
      const onEnded = (ended: Subscriber) => subscribers.delete(ended);
      const shared = { hub, marketFeeds, logId, position, limits, messagesSent };
      const subscriber = new Subscriber({ ...shared, connection, onEnded });
      subscribers.add(subscriber);
      return subscriber;
    },
  });
  // A feed that has stopped must not look like a quiet market.
  const unlisten = marketData.listen({
    onStopped: () => {
      for (const connection of connections) {
        connection.close('tryAgainLater', 'market data has stopped');
      }
    },
  });
  const timers = [
    setInterval(() => {
      for (const subscriber of subscribers) subscriber.look();
    }, LOOK_MS),
    setInterval(() => {
      for (const feed of marketFeeds.checkable()) hub.check(feed);
    }, limits.checkMs),
  ];
  app.addHook('preClose', (done) => {
    for (const timer of timers) clearInterval(timer);
    hub.close();
    marketFeeds.stop();
    unlisten();
    done();
  });
}
