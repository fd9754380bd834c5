import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { type Bounds, takePlace } from './bounds.ts';
import type { AddressOf } from './client-address.ts';
import type { Closing } from './closing.ts';
import type { Journal } from './endings.ts';
import {
  awaitBody,
  beginExchange,
  bodyHasCome,
  networkWithPlace,
  type RouteTraffic,
} from './exchange.ts';
import { hasUnwantedBody } from './json-content.ts';
import { networkOf } from './network-of.ts';
import { sendProblem } from './problem.ts';
import { takeFor } from './rate-limits/http.ts';
import type { Charge } from './rate-limits/limit.ts';
import { wrongHttp } from './wrong-http.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For cancels: counts against a larger bound of its own and is refused last. */
    lastRefused?: boolean;
    /** For health and metrics only. */
    operations?: boolean;
    /** Set by the edge. */
    traffic?: RouteTraffic;
  }
}

export interface TrafficOptions {
  readonly bounds: Bounds;
  readonly closing: Closing;
  readonly journal: Journal;
  readonly addressOf: AddressOf;
  /** Of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Counts every request in and out, refuses what is too much, and sees to one log line and one observation for each: two
 * hooks of `onRequest`, `begin` before any other, and one behind the body.
 */
export function countTraffic(app: FastifyInstance, options: TrafficOptions) {
  const { bounds, closing, addressOf, headers } = options;
  const journal = { ...options.journal, ended: closing.requestEnded };
  const unmatched: RouteTraffic = {
    route: 'unmatched',
    bound: bounds.general,
    webSocket: false,
    parameters: false,
    charge: { weight: 1, budget: 'general' },
    endings: new Map(),
  };

  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, traffic: trafficOf(route, bounds) };
  });

  app.decorateRequest('rateLimited', null);
  const begin = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const traffic = request.routeOptions.config.traffic ?? unmatched;
    const network = networkOf(addressOf(request.raw));
    const counted = takePlace(traffic.bound, network) ? traffic.bound : null;
    beginExchange(reply.raw, journal, traffic, { correlationId: request.id, network, counted });
    reply.headers(headers).header('x-request-id', request.id);
    if (request.headers.upgrade !== undefined) closeUnlessUpgraded(reply);
    done();
  };

  const refuse = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const traffic = request.routeOptions.config.traffic ?? unmatched;
    const wrong = wrongHttp(request.raw);
    const network = networkWithPlace(reply.raw);
    if (closing.begun()) {
      sendProblem(reply, 'SERVICE_UNAVAILABLE', { headers: { connection: 'close' } });
    } else if (network === undefined) {
      sendProblem(reply, 'SERVICE_OVERLOADED');
    } else if (!takeFor(request, reply, [{ kind: 'address', id: network }])) {
      // It is answered.
    } else if (wrong !== undefined) {
      // Where it ends is not sure either.
      sendProblem(reply, wrong.code, { ...wrong, headers: { connection: 'close' } });
    } else if (traffic.parameters && hasEmptyParameter(request)) {
      sendProblem(reply, 'REQUEST_ROUTE_NOT_FOUND');
    } else if (hasUnwantedBody(request)) {
      sendProblem(reply, 'REQUEST_INVALID', { detail: `A ${request.method} has no body here.` });
    } else {
      awaitBody(reply.raw, traffic, network);
      done();
    }
  };

  const read = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    bodyHasCome(reply.raw, request.routeOptions.config.traffic ?? unmatched);
    done();
  };

  return { begin, refuse, read };
}

function trafficOf(route: RouteOptions & { websocket?: boolean }, bounds: Bounds): RouteTraffic {
  const { config } = route;
  const webSocket = route.websocket === true;
  const bound = webSocket
    ? bounds.webSocket
    : config?.operations === true
      ? bounds.operations
      : config?.lastRefused === true
        ? bounds.lastRefused
        : bounds.general;
  const parameters = route.url.includes('/:');
  const charge = chargeOf(config);
  return { route: route.url, bound, webSocket, parameters, charge, endings: new Map() };
}

/** Whoever watches is not counted. */
function chargeOf(config: RouteOptions['config']): Charge | null {
  if (config?.operations === true) return null;
  const budget = config?.budget ?? (config?.lastRefused === true ? 'cancels' : 'general');
  return { weight: config?.weight ?? 1, budget };
}

/**
 * A connection that asked to be upgraded has left HTTP, and nobody waits for its next request. It ends with the answer;
 * an upgrade that succeeds has none.
 */
function closeUnlessUpgraded(reply: FastifyReply): void {
  reply.header('connection', 'close');
  const { socket } = reply.request.raw;
  reply.raw.once('finish', () => socket.destroySoon());
}

/** `/v1/orders/` is not the order of an empty name. */
function hasEmptyParameter({ params }: FastifyRequest): boolean {
  for (const value of Object.values(params as Record<string, string>))
    if (value === '') return true;
  return false;
}
