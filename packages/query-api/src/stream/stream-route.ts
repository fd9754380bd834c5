import websocket from '@fastify/websocket';
import { noQuery } from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { Metrics } from '@truetape/observability';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { MarketData } from '../market-data/market-data.ts';
import { Connection } from './connection.ts';
import { Hub } from './hub.ts';
import type { StreamLimits } from './limits.ts';

export interface StreamOptions {
  readonly marketData: MarketData;
  readonly metrics: Metrics;
  readonly limits: StreamLimits;
}

/** `GET /v1/stream`: the public feeds. */
export async function streamRoute(app: FastifyInstance, options: StreamOptions): Promise<void> {
  const { marketData, metrics, limits } = options;
  const hub = new Hub(marketData, limits.frameIntervalMs);
  const connections = new Set<Connection>();
  const open = metrics.webSocketConnections.labels();
  const messagesSent = metrics.webSocketMessages.labels();
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, limits.heartbeatMs);
  heartbeat.unref();
  // A feed that has stopped must not look like a quiet market.
  marketData.onFailure(() => {
    for (const connection of connections) {
      connection.close('tryAgainLater', 'market data has stopped');
    }
  });

  await app.register(websocket, {
    options: { maxPayload: limits.messageBytesMax, perMessageDeflate: false },
    // A message that is too large, bytes that are no frame: the reason is on its way, then the connection is cut.
    errorHandler: (error, socket, request) => {
      request.log.debug({ err: error }, 'a feed connection has broken');
      setTimeout(() => socket.terminate(), limits.closeMs).unref();
    },
    preClose: (done) => {
      clearInterval(heartbeat);
      for (const connection of connections) connection.close('goingAway', 'the service is closing');
      hub.close();
      done();
    },
  });

  app.get('/v1/stream', { websocket: true, onRequest: onlyUpgrades }, (socket) => {
    const connection = new Connection({ socket, hub, marketData, limits, messagesSent });
    connections.add(connection);
    open.add(1);
    socket.on('close', () => {
      connections.delete(connection);
      open.add(-1);
    });
  });
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
