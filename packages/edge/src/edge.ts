import type { InvariantError } from '@truetape/kernel';
import type { Logger, Metrics } from '@truetape/observability';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { boundsOf } from './bounds.ts';
import { drainOnClose } from './closing.ts';
import { connectionErrorHandler } from './connection-error.ts';
import { endProcess, errorHandler, reporter } from './error-handler.ts';
import { acceptOnlyJson } from './json-content.ts';
import { EDGE_LIMITS, type EdgeLimits } from './limits.ts';
import { type Checks, serveOperations } from './operations.ts';
import type { OnProblem } from './parts.ts';
import { requestIds } from './request-id.ts';
import { countTraffic } from './traffic.ts';
import { refuseUnknownRoutes } from './unknown-route.ts';
import { Upgrades } from './web-socket/upgrades.ts';

export interface EdgeOptions {
  /** What `/health` calls this process. */
  readonly name: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Asked by `/health/ready`: cheap and synchronous. */
  readonly ready: () => Checks;
  readonly limits?: Partial<EdgeLimits>;
  /** Told of a broken invariant in a handler. Ends the process when left out. */
  readonly onInvariant?: (error: InvariantError) => void;
}

/**
 * The strict HTTP app that the APIs mount on as plugins, each alone or both on one port. Listening and closing are the
 * caller's (on an address and not on `localhost`, whose second server would be without our limits): `close()` refuses what comes, lets finish what is in flight, and is done within `closeWithinMs`.
 *
 * Handlers get `request.body` as parsed JSON, checked for form only by `validate`; `request.id` is the correlation id;
 * `request.log` is the logger of the process and does not know the request.
 */
export function createEdge(options: EdgeOptions): FastifyInstance {
  const { name, logger, metrics, ready, onInvariant = endProcess } = options;
  const limits = { ...EDGE_LIMITS, ...options.limits };
  const bounds = boundsOf(limits);
  const http = {
    requestTimeout: limits.requestTimeoutMs,
    headersTimeout: limits.requestTimeoutMs,
    // Node looks for slow requests every 30 s by default, whatever the timeouts are.
    connectionsCheckingInterval: limits.requestTimeoutCheckMs,
    // Refused as a problem, by us; Node would answer without a body.
    requireHostHeader: false,
  };
  const app = fastify({
    loggerInstance: sharedByRequests(logger),
    // One line per request, and it is ours.
    logController: new LogController({ disableRequestLogging: true }),
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
    genReqId: requestIds(),
    requestIdHeader: false,
    bodyLimit: limits.bodyBytesMax,
    http,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionTimeout: limits.connectionTimeoutMs,
    forceCloseConnections: 'idle',
    // Ours says it as a problem, with Retry-After.
    return503OnClosing: false,
    clientErrorHandler: connectionErrorHandler(logger, metrics),
    frameworkErrors: (error, request, reply) => {
      traffic.begin(request, reply, () => onError(error, request, reply));
    },
  });
  const report = reporter(logger, onInvariant);
  const onError = errorHandler(report);
  app.server.maxConnections = limits.connectionsMax;
  acceptOnlyJson(app, limits.bodyBytesMax);
  refuseUnknownRoutes(app);
  app.setErrorHandler(onError);
  const closing = drainOnClose(app, limits.closeWithinMs);
  const journal = { logger, metrics };
  const traffic = countTraffic(app, { journal, bounds, closing });
  const upgrades = new Upgrades(app.server);
  const onProblem = new Set<OnProblem>();
  app.decorate('edge', { limits, bounds, closing, journal, report, upgrades, onProblem });
  serveOperations(app, { name, metrics, ready, bounds });
  return app;
}

/** Forms are checked by `validate`: Fastify's own compilers would be loaded at every start and never asked. */
const noSchemas = () => () => {
  throw new Error('routes have no schemas of Fastify');
};

/** Fastify makes a logger for each request, which costs more than the line we write. It gets the same one every time. */
function sharedByRequests(logger: Logger): FastifyBaseLogger {
  const shared = logger.child({});
  const child = shared.child.bind(shared);
  const sharing = (...[bindings, options]: Parameters<typeof child>) =>
    'reqId' in bindings ? shared : child(bindings, options);
  return Object.assign(shared, { child: sharing });
}
