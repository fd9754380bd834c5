import type { AccountData } from '@truetape/account-data';
import type { Authenticator, SecurityJournal } from '@truetape/auth';
import { onlyFrom, webSocketRoute } from '@truetape/edge/web-socket';
import type { Metrics } from '@truetape/observability';
import type { FastifyInstance } from 'fastify';
import type { MarketData } from '../market-data/market-data.ts';
import { AccountFeeds } from './account-feeds.ts';
import { Checks } from './checks.ts';
import { Doors } from './doors.ts';
import { Hub } from './hub.ts';
import type { StreamLimits } from './limits.ts';
import { MarketFeeds } from './market-feeds.ts';
import type { StreamParts } from './stream-parts.ts';
import { Subscriber } from './subscriber.ts';

export interface StreamOptions {
  readonly logId: string;
  readonly marketData: MarketData;
  readonly accounts: AccountData;
  readonly authenticator: Authenticator;
  readonly metrics: Metrics;
  readonly limits: StreamLimits;
  /** Of pages that may connect beside those of our own host. */
  readonly origins: readonly string[];
  /** Compress for clients that can take it. */
  readonly deflate: boolean;
}

/** `GET /v1/stream`: the feeds. */
export async function streamRoute(app: FastifyInstance, options: StreamOptions): Promise<void> {
  const { marketData, limits, origins, deflate } = options;
  const parts = partsOf(options, app.securityJournal);
  const { hub, marketFeeds, accountFeeds, checks, doors } = parts;
  const subscribers = new Set<Subscriber>();
  const connections = await webSocketRoute(app, {
    path: '/v1/stream',
    limits,
    deflate,
    guards: [onlyFrom(origins), doors.guard],
    accept: (connection, request) => {
      const { known, leave } = doors.open(request);
      const onEnded = (subscriber: Subscriber) => {
        leave();
        subscribers.delete(subscriber);
      };
      const address = app.edge.addressOf(request.raw);
      const shared = { parts, connection, known, address, requestId: request.id };
      const subscriber = new Subscriber({ ...shared, onEnded });
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
  const looking = setInterval(() => {
    marketFeeds.look();
    for (const subscriber of subscribers) subscriber.look();
  }, limits.lookMs);
  app.addHook('preClose', (done) => {
    clearInterval(looking);
    unlisten();
    checks.stop();
    hub.close();
    marketFeeds.stop();
    accountFeeds.stop();
    done();
  });
}

function partsOf(options: StreamOptions, securityJournal: SecurityJournal | null): StreamParts {
  const { logId, marketData, accounts, authenticator, metrics, limits } = options;
  const hub = new Hub({ limits, joins: metrics.streamJoins });
  const marketFeeds = new MarketFeeds({ marketData, courier: hub, limits });
  return {
    hub,
    marketFeeds,
    accountFeeds: new AccountFeeds({ accounts, courier: hub, limits }),
    checks: new Checks({ hub, marketFeeds, everyMs: limits.checkMs }),
    doors: new Doors(authenticator, limits),
    securityJournal,
    logId,
    position: () => marketData.position,
    limits,
    sent: {
      frames: metrics.webSocketFrames.labels(),
      messages: metrics.webSocketMessages.labels(),
    },
    subscriptions: metrics.streamSubscriptions,
  };
}
