import { createServer } from 'node:http';
import websocket from '@fastify/websocket';
import { noQuery } from '@truetape/contracts';
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import { sendProblem } from '../problem.ts';
import { validate } from '../validate.ts';
import { type Listener, WebSocketConnection } from './connection.ts';
import type { WebSocketLimits } from './limits.ts';

export interface WebSocketRoute {
  readonly path: string;
  readonly limits: WebSocketLimits;
  /** Asked before a connection leaves HTTP, as the guards of any route. */
  readonly guards?: readonly onRequestHookHandler[];
  /** Meets a client that has come. */
  readonly accept: (connection: WebSocketConnection, request: FastifyRequest) => Listener;
}

/** Serves WebSocket connections at one path, within the context that this is called in. @returns those that are open */
export async function webSocketRoute(
  app: FastifyInstance,
  { path, limits, guards = [], accept }: WebSocketRoute,
): Promise<ReadonlySet<WebSocketConnection>> {
  const { upgrades, journal, limits: edge } = app.edge;
  const connections = new Set<WebSocketConnection>();
  const open = journal.metrics.webSocketConnections.labels(path);
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, limits.heartbeatMs);
  heartbeat.unref();
  // Listens on no port: it is where this route hears of the upgrades that are its own.
  const server = createServer();

  await app.register(async (scope) => {
    await scope.register(websocket, {
      options: { server, maxPayload: limits.messageBytesMax, perMessageDeflate: false },
      // A message that is too large, bytes that are no frame: the reason is on its way, then the connection is cut.
      errorHandler: (error, socket, request) => {
        request.log.debug({ err: error }, 'a WebSocket connection has broken');
        setTimeout(() => socket.terminate(), limits.closeMs).unref();
      },
      preClose: (done: () => void) => {
        clearInterval(heartbeat);
        for (const connection of connections) connection.comeToEnd();
        const over = () => {
          for (const connection of connections) connection.sayGoodBye();
        };
        setTimeout(over, Math.max(0, edge.closeWithinMs - limits.closeMs)).unref();
        done();
      },
    });
    const onRequest = [onlyUpgrades, ...guards];
    scope.get(path, { websocket: true, onRequest }, (socket, request) => {
      const connection = new WebSocketConnection(socket, limits, (it) => accept(it, request));
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
