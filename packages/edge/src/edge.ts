import type { Server } from 'node:https';
import type { InvariantError } from '@truetape/kernel';
import type { Logger, Metrics } from '@truetape/observability';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { boundsOf } from './bounds.ts';
import { clientAddress, trustedProxies } from './client-address.ts';
import { drainOnClose } from './closing.ts';
import { connectionErrorHandler } from './connection-error.ts';
import { boundConnections } from './connections.ts';
import { allowOrigins } from './cors.ts';
import { endProcess, errorHandler, reporter } from './error-handler.ts';
import { acceptOnlyJson } from './json-content.ts';
import { EDGE_LIMITS, type EdgeLimits } from './limits.ts';
import { type Checks, serveOperations } from './operations.ts';
import type { OnProblem } from './parts.ts';
import { type RateLimitSettings, RateLimits } from './rate-limits/rate-limits.ts';
import type { SharedAllowances } from './rate-limits/sharing.ts';
import { requestIds } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { readTls, renewTls, type TlsFiles } from './tls/tls-files.ts';
import { countTraffic } from './traffic.ts';
import { refuseUnknownRoutes } from './unknown-route.ts';
import { Upgrades } from './web-socket/upgrades.ts';
import { HEADERS_MAX } from './wrong-http.ts';

export interface EdgeOptions {
  /** What `/health` calls this process. */
  readonly name: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Asked by `/health/ready`: cheap and synchronous. */
  readonly ready: () => Checks;
  readonly limits?: Partial<EdgeLimits>;
  /** Nothing is limited when left out. */
  readonly rateLimits?: RateLimitSettings;
  /** Where processes like this one count together. */
  readonly sharedAllowances?: SharedAllowances | undefined;
  /** Addresses and networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Of pages that may ask and see answers: `https://desk.example`. */
  readonly corsOrigins?: readonly string[];
  /** HTTPS, with the certificate as these files are; HTTP when left out. */
  readonly tls?: TlsFiles | undefined;
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
  const { tls, trustedProxies: proxies = [], corsOrigins = [] } = options;
  const limits = { ...EDGE_LIMITS, ...options.limits };
  const bounds = boundsOf(limits);
  const isTrusted = trustedProxies(proxies);
  const addressOf = clientAddress(proxies, isTrusted);
  const headers = securityHeaders({ tls: tls !== undefined });
  const http = {
    requestTimeout: limits.requestTimeoutMs,
    headersTimeout: limits.requestTimeoutMs,
    // Node looks for slow requests every 30 s by default, whatever the timeouts are.
    connectionsCheckingInterval: limits.requestTimeoutCheckMs,
    // Refused as a problem, by us; Node would answer without a body.
    requireHostHeader: false,
  };
  const server = tls && { ...http, ...readTls(tls), handshakeTimeout: limits.requestTimeoutMs };
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
    // To whoever listens or asks, one is as the other.
    ...((server ? { https: server } : { http }) as { readonly http: typeof http }),
    ...(proxies.length > 0 && { trustProxy: isTrusted }),
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionTimeout: limits.connectionTimeoutMs,
    forceCloseConnections: 'idle',
    // Ours says it as a problem, with Retry-After.
    return503OnClosing: false,
    clientErrorHandler: connectionErrorHandler(logger, metrics, headers),
    frameworkErrors: (error, request, reply) => {
      traffic.begin(request, reply, () =>
        traffic.refuse(request, reply, () => onError(error, request, reply)),
      );
    },
  });
  const report = reporter(logger, onInvariant);
  const onError = errorHandler(report);
  boundConnections(app.server, limits, { isTrusted, metrics });
  if (tls) renewTls(app.server as unknown as Server, tls, logger);
  // Node would answer an expectation that it does not know by itself, without a word.
  app.server.on('checkExpectation', (...exchange) => app.server.emit('request', ...exchange));
  // One more than is taken: then it is seen that they are too many.
  app.server.maxHeadersCount = HEADERS_MAX + 1;
  acceptOnlyJson(app, limits.bodyBytesMax);
  const refuseUnknown = refuseUnknownRoutes(app);
  app.setErrorHandler(onError);
  const closing = drainOnClose(app, limits.closeWithinMs);
  const journal = { logger, metrics };
  const rateLimits = new RateLimits({
    settings: options.rateLimits ?? {},
    shared: options.sharedAllowances,
    onRefused: (limit) => metrics.rateLimited.labels(limit).increment(),
  });
  const traffic = countTraffic(app, { journal, bounds, closing, addressOf, headers });
  app.addHook('onRequest', traffic.begin);
  // Between the two: pages shall see why they were refused.
  if (corsOrigins.length > 0) allowOrigins(app, corsOrigins);
  app.addHook('onRequest', traffic.refuse);
  // Before its body, which may be slow: whoever asks for nothing takes no place of others.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) refuseUnknown(request, reply);
    else done();
  });
  app.addHook('preValidation', traffic.read);
  app.addHook('onClose', (_app, done) => {
    rateLimits.stop();
    done();
  });
  const upgrades = new Upgrades(app.server);
  const onProblem = new Set<OnProblem>();
  app.decorate('edge', {
    ...{ limits, bounds, closing, journal, report, upgrades, headers },
    ...{ rateLimits, addressOf, onProblem },
  });
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
