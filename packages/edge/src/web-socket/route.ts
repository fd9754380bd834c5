import { createServer } from 'node:http';
import websocket from '@fastify/websocket';
import { noQuery } from '@truetape/contracts';
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import { rawAnswer } from '../connection-error.ts';
import { sendProblem } from '../problem.ts';
import { validate } from '../validate.ts';
import { DEFLATE_BYTES_MIN, type Listener, WebSocketConnection } from './connection.ts';
import type { WebSocketLimits } from './limits.ts';

export interface WebSocketRoute {
  readonly path: string;
  readonly limits: WebSocketLimits;
  /** Compress what is sent to clients that can take it. Costs time and memory for each connection. */
  readonly deflate?: boolean;
  /** Asked before a connection leaves HTTP, as the guards of any route. */
  readonly guards?: readonly onRequestHookHandler[];
  /** Meets a client that has come. */
  readonly accept: (connection: WebSocketConnection, request: FastifyRequest) => Listener;
}

/** How often it is looked at whether clients read. */
const LOOK_MS = 500;
/** Of one message: more of them are an attack, none of our messages needs any. */
const FRAGMENTS_MAX = 64;
/**
 * Compression that is cheap, at the price of being good: 8 KiB for a connection, nothing kept between messages, two at a
 * time so that it never fills the pool of threads that also writes to disk.
 */
const DEFLATE = {
  threshold: DEFLATE_BYTES_MIN,
  concurrencyLimit: 2,
  serverMaxWindowBits: 11,
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  zlibDeflateOptions: { level: 3, memLevel: 4 },
} as const;

/** Serves WebSocket connections at one path, within the context that this is called in. @returns those that are open */
export async function webSocketRoute(
  app: FastifyInstance,
  { path, limits, deflate = false, guards = [], accept }: WebSocketRoute,
): Promise<ReadonlySet<WebSocketConnection>> {
  const { upgrades, journal, limits: edge } = app.edge;
  const connections = new Set<WebSocketConnection>();
  const open = journal.metrics.webSocketConnections.labels(path);
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, limits.heartbeatMs);
  heartbeat.unref();
  const looking = setInterval(() => {
    for (const connection of connections) connection.look();
  }, LOOK_MS);
  looking.unref();
  const { webSocketSlow } = journal.metrics;
  // Listens on no port: it is where this route hears of the upgrades that are its own.
  const server = createServer();

  await app.register(async (scope) => {
    await scope.register(websocket, {
      options: {
        server,
        maxPayload: limits.messageBytesMax,
        maxFragments: FRAGMENTS_MAX,
        perMessageDeflate: deflate && DEFLATE,
      },
      // A message that is too large, bytes that are no frame: the reason is on its way, then the connection is cut.
      errorHandler: (error, socket, request) => {
        request.log.debug({ err: error }, 'a WebSocket connection has broken');
        setTimeout(() => socket.terminate(), limits.closeMs).unref();
      },
      preClose: (done: () => void) => {
        clearInterval(heartbeat);
        clearInterval(looking);
        for (const connection of connections) connection.comeToEnd();
        const over = () => {
          for (const connection of connections) connection.sayGoodBye();
        };
        setTimeout(over, Math.max(0, edge.closeWithinMs - limits.closeMs)).unref();
        done();
      },
    });
    // It would be refused as a page of HTML.
    scope.websocketServer.on('wsClientError', (_error, socket) => {
      socket.end(rawAnswer('REQUEST_MALFORMED_HTTP'));
    });
    const onRequest = [onlyUpgrades, ...guards];
    scope.get(path, { websocket: true, onRequest }, (socket, request) => {
      const connection = new WebSocketConnection(
        { socket, limits, onSlowness: (what) => webSocketSlow.labels(path, what).increment() },
        (it) => accept(it, request),
      );
      connections.add(connection);
      open.add(1);
      socket.on('close', () => {
        connections.delete(connection);
        open.add(-1);
      });
    });
  });
  upgrades.route(path, (...upgrade) => server.emit('upgrade', ...upgrade));
  return connections;
}

const onlyUpgrades: onRequestHookHandler = (request, reply, done) => {
  const asked = validate(noQuery, request.query);
  if (!asked.ok) return void sendProblem(reply, asked.failure.code, asked.failure);
  if (!request.ws) {
    const detail = 'This path takes WebSocket connections only.';
    return void sendProblem(reply, 'REQUEST_ROUTE_NOT_FOUND', { detail });
  }
  done();
};
