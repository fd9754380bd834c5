import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import {
  type AddressOf,
  Count,
  networkOf,
  OwnAgent,
  PROBLEM_TYPE,
  problemOf,
} from '@truetape/edge';
import type { FastifyPluginCallback } from 'fastify';
import { createProxyServer } from 'httpxy';

/** As long as reads may take, which `query-api` bounds more tightly itself. */
const ANSWER_WITHIN_MS = 10_000;

/** Connections to `query-api` that are kept while nobody asks. */
const IDLE_MAX = 64;

/** What the read edge answers. */
const PASSED_ON = ['/v1/*', '/asyncapi.json', '/docs', '/docs/*'];

/**
 * Passes every read on to `query-api`, feeds included, so that clients know one address; what has a route here stays here. The bytes are its own;
 * where it does not answer, the answer is 503. A feed costs this process a read and a write for each frame: whoever has
 * very many of them opens them at `query-api` itself.
 *
 * @param certPath the certificate of this process, which may be that of `query-api` too
 */
export function passOnReads(queryUrl: string, certPath?: string): FastifyPluginCallback {
  return (app, _options, done) => {
    const agent = agentFor(queryUrl, certPath);
    const { addressOf, headers, rateLimits } = app.edge;
    const proxy = createProxyServer({
      target: queryUrl,
      ...(agent && { agent }),
      proxyTimeout: ANSWER_WITHIN_MS,
      upgradeTimeout: ANSWER_WITHIN_MS,
    });
    const feeds = new Set<Socket>();

    for (const path of PASSED_ON) {
      app.get(path, (request, reply) => {
        reply.hijack();
        request.raw.headers['x-request-id'] = request.id;
        nameClient(request.raw, addressOf);
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        proxy.web(request.raw, reply.raw).catch(() => undefined);
      });
    }

    app.edge.upgrades.rest((request, socket, head) => {
      // Node has taken its own away: whoever resets now would end the process.
      socket.on('error', () => undefined);
      if (app.edge.closing.begun() || feeds.size >= app.edge.limits.webSocketsMax) {
        refuseUpgrade(socket, '503 Service Unavailable');
        return;
      }
      const subject = { kind: 'address', id: networkOf(addressOf(request)) } as const;
      if (!rateLimits.take(new Count(), [subject], { weight: 1, budget: 'general' })) {
        refuseUpgrade(socket, '429 Too Many Requests');
        return;
      }
      nameClient(request, addressOf);
      feeds.add(socket);
      socket.once('close', () => feeds.delete(socket));
      proxy.ws(request, socket, {}, head).catch(() => undefined);
    });
    // However a feed ends here, it ends there too.
    proxy.on('proxyReqWs', (asked, _request, socket) => {
      asked.once('upgrade', (_answer, upstream) => socket.once('close', () => upstream.destroy()));
      socket.once('close', () => asked.destroy());
    });

    proxy.on('error', (error, request, response) => {
      app.log.debug({ err: error }, 'a read could not be passed on');
      if (response === undefined) return;
      if ('writeHead' in response) sendUnavailable(request, response, headers);
      else refuseUpgrade(response, '503 Service Unavailable');
    });

    app.addHook('preClose', (closed) => {
      for (const feed of feeds) feed.destroy();
      agent?.destroy();
      closed();
    });
    done();
  };
}

/** Undefined where connections are as they always are: plain, or to somebody whom everybody can check. */
function agentFor(queryUrl: string, certPath: string | undefined): OwnAgent | undefined {
  if (certPath === undefined || !queryUrl.startsWith('https:')) return undefined;
  return new OwnAgent(certPath, { keepAlive: true, maxFreeSockets: IDLE_MAX });
}

/** For whom this is: `query-api` believes it of this process, and nothing that a client has written there. */
function nameClient(request: IncomingMessage, addressOf: AddressOf): void {
  delete request.headers.forwarded;
  request.headers['x-forwarded-for'] = addressOf(request);
}

function sendUnavailable(
  request: IncomingMessage | undefined,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const requestId = String(request?.headers['x-request-id']);
  const problem = problemOf('SERVICE_UNAVAILABLE', { requestId });
  response.writeHead(problem.status, {
    ...headers,
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
    'retry-after': '1',
    'x-request-id': requestId,
  });
  response.end(JSON.stringify(problem));
}

function refuseUpgrade(socket: Socket, status: string): void {
  socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: 1\r\n\r\n`);
  // Whatever the client does: it may never end its side.
  socket.destroySoon();
}
