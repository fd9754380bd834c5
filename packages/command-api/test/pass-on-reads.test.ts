import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEdge, type EdgeOptions } from '@truetape/edge';
import { type Listener, type WebSocketConnection, webSocketRoute } from '@truetape/edge/web-socket';
import { createLogger, createMetrics } from '@truetape/observability';
import type { FastifyInstance } from 'fastify';
import { describe, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { passOnReads } from '../src/index.ts';

const edge = (options: Partial<EdgeOptions> = {}) =>
  createEdge({
    ...options,
    name: 'test',
    logger: createLogger({ level: 'silent', destination: '-' }),
    metrics: createMetrics({ processMetrics: false }),
    ready: () => ({}),
  });

async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

const LIMITS = {
  messageBytesMax: 100,
  waitingBytesMax: 100,
  waitingMsMax: 10_000,
  heartbeatMs: 10_000,
  closeMs: 100,
};

/** Says again what it hears. */
const repeating =
  (word: string, onEnded = () => {}) =>
  (connection: WebSocketConnection): Listener => ({
    onMessage: (message) => {
      connection.send(`${word} ${message.ok ? message.value : message.failure.code}`);
    },
    onEnded,
  });

/** What answers reads: it says what it was asked, and its feed repeats what it hears. */
async function startReads() {
  const app = edge();
  let onClosed: () => void = () => undefined;
  const feedClosed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  app.get('/v1/fills', (request, reply) => {
    reply.header('x-seen', String(request.headers.authorization));
    if (request.headers['if-none-match'] === '"same"') return reply.code(304).send();
    return reply.send({ asked: request.url, requestId: request.id });
  });
  await webSocketRoute(app, {
    path: '/v1/stream',
    limits: LIMITS,
    accept: repeating('heard', () => onClosed()),
  });
  return { port: await listen(app), feedClosed };
}

async function startFront(readsPort: number, options: Partial<EdgeOptions> = {}): Promise<number> {
  const app = edge(options);
  await app.register(passOnReads(`http://127.0.0.1:${readsPort}`));
  app.post('/v1/orders', (_request, reply) => reply.send({ own: true }));
  return listen(app);
}

describe('the process that takes commands', () => {
  test('passes reads on as they are, with the id of the request', async () => {
    const front = await startFront((await startReads()).port);
    const answer = await fetch(`http://127.0.0.1:${front}/v1/fills?limit=3`, {
      headers: { authorization: 'Bearer abc', 'x-request-id': 'mine' },
    });
    equal(answer.status, 200);
    equal(answer.headers.get('x-seen'), 'Bearer abc');
    equal(answer.headers.get('x-request-id'), 'mine');
    equal(await answer.json(), { asked: '/v1/fills?limit=3', requestId: 'mine' });
  });

  test('passes on that nothing has changed, without waiting for a content', async () => {
    const front = await startFront((await startReads()).port);
    const answer = await fetch(`http://127.0.0.1:${front}/v1/fills`, {
      headers: { 'if-none-match': '"same"' },
    });
    equal([answer.status, await answer.text()], [304, '']);
    equal(answer.headers.get('x-seen'), 'undefined');
  });

  test('answers its own routes itself, and what no route is there is a problem', async () => {
    const front = await startFront((await startReads()).port);
    const own = await fetch(`http://127.0.0.1:${front}/v1/orders`, { method: 'POST' });
    equal(await own.json(), { own: true });
    const unknown = await fetch(`http://127.0.0.1:${front}/v1/nothing`);
    equal(unknown.status, 404);
    equal(((await unknown.json()) as { code: string }).code, 'REQUEST_ROUTE_NOT_FOUND');
  });

  test('answers 503 with a problem where nobody answers reads', async () => {
    const gone = edge();
    const port = await listen(gone);
    await gone.close();
    const front = await startFront(port);
    const answer = await fetch(`http://127.0.0.1:${front}/v1/fills`, {
      headers: { 'x-request-id': 'mine' },
    });
    equal(answer.status, 503);
    equal(answer.headers.get('content-type'), 'application/problem+json');
    equal(answer.headers.get('retry-after'), '1');
    const { code, requestId } = (await answer.json()) as { code: string; requestId: string };
    equal([code, requestId], ['SERVICE_UNAVAILABLE', 'mine']);

    const feed = new WebSocket(`ws://127.0.0.1:${front}/v1/stream`);
    const [failure] = (await once(feed, 'error')) as [Error];
    holds(/503/.test(failure.message), failure.message);
  });

  test('opens feeds as often as anything else may be asked for from one address', async () => {
    const address = { units: 1, seconds: 60 };
    const front = await startFront((await startReads()).port, { rateLimits: { address } });
    const first = new WebSocket(`ws://127.0.0.1:${front}/v1/stream`);
    await once(first, 'open');
    const second = new WebSocket(`ws://127.0.0.1:${front}/v1/stream`);
    const [failure] = (await once(second, 'error')) as [Error];
    holds(/429/.test(failure.message), failure.message);
    first.close();
  });

  test('goes on, whoever resets a connection that was refused, and keeps none of them', async () => {
    const address = { units: 1, seconds: 60 };
    const app = edge({ rateLimits: { address } });
    await app.register(passOnReads(`http://127.0.0.1:${(await startReads()).port}`));
    const port = await listen(app);
    const upgrade =
      'GET /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const asks = async () => {
      const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(upgrade);
      return socket;
    };
    const open = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`);
    await once(open, 'open');
    for (let at = 0; at < 20; at += 1) {
      const socket = await asks();
      await once(socket, 'data');
      socket.resetAndDestroy();
    }
    const halfOpen = (await asks()).resume();
    await once(halfOpen, 'end');
    const counted = () =>
      new Promise((answer) => app.server.getConnections((_, count) => answer(count)));
    for (let tries = 0; (await counted()) !== 1 && tries < 200; tries += 1) await sleep(10);
    equal(await counted(), 1);
    halfOpen.destroy();
    open.terminate();
  });

  test('passes feeds on, both ways, and ends both sides when it closes', async () => {
    const reads = await startReads();
    const app = edge();
    await app.register(passOnReads(`http://127.0.0.1:${reads.port}`));
    const front = await listen(app);
    const feed = new WebSocket(`ws://127.0.0.1:${front}/v1/stream`);
    await once(feed, 'open');
    feed.send('"hello"');
    const [answer] = (await once(feed, 'message')) as [Buffer];
    equal(answer.toString(), 'heard hello');
    const closed = [once(feed, 'close'), reads.feedClosed];
    await app.close();
    await Promise.all(closed);
  });

  test('keeps a connection of its own to itself, beside feeds that it passes on', async () => {
    const reads = await startReads();
    const app = edge();
    await app.register(passOnReads(`http://127.0.0.1:${reads.port}`));
    const accept = repeating('session');
    await app.register((own) =>
      webSocketRoute(own, { path: '/v1/session', limits: LIMITS, accept }),
    );
    const front = await listen(app);
    const answers = [];
    for (const path of ['/v1/session', '/v1/stream']) {
      const socket = new WebSocket(`ws://127.0.0.1:${front}${path}`);
      await once(socket, 'open');
      socket.send('1');
      const [answer] = (await once(socket, 'message')) as [Buffer];
      answers.push(answer.toString());
    }
    equal(answers, ['session 1', 'heard 1']);
  });

  test('ends a feed there when its client has gone without a word', async () => {
    const reads = await startReads();
    const front = await startFront(reads.port);
    const feed = new WebSocket(`ws://127.0.0.1:${front}/v1/stream`);
    await once(feed, 'open');
    feed.terminate();
    await reads.feedClosed;
  });

  test('holds nothing back for who does not read: the feed waits', async () => {
    let written = 0;
    const source = (await import('node:net')).createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        );
        const chunk = Buffer.alloc(65_536);
        const pour = () => {
          while (written < 500 * chunk.length) {
            written += chunk.length;
            if (!socket.write(chunk)) {
              socket.once('drain', pour);
              return;
            }
          }
        };
        pour();
      });
    });
    await new Promise<void>((listening) => source.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void source.close());
    const front = await startFront((source.address() as AddressInfo).port);
    const reader = connect(front, '127.0.0.1');
    onTestFinished(() => void reader.destroy());
    reader.write(
      'GET /v1/stream HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(reader, 'data');
    reader.pause();
    let before = -1;
    while (before !== written) {
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    holds(written < 500 * 65_536, `${written} bytes were taken from a feed that nobody reads`);
  });

  test.each([
    ['of its own connection, whatever it says', [], '127.0.0.1'],
    ['that a proxy says which the front trusts', ['127.0.0.0/8'], '203.0.113.9'],
  ])('says for whom it asks: the address %s', async (_what, trustedProxies, expected) => {
    const reads = edge({ trustedProxies: ['127.0.0.1'] });
    reads.get('/v1/fills', ({ server, raw, ip }, reply) =>
      reply.send([ip, server.edge.addressOf(raw)]),
    );
    let ofFeed = '';
    await webSocketRoute(reads, {
      path: '/v1/stream',
      limits: LIMITS,
      accept: (connection, { server, raw }) => {
        ofFeed = server.edge.addressOf(raw);
        return repeating('heard')(connection);
      },
    });
    const app = edge({ trustedProxies });
    await app.register(passOnReads(`http://127.0.0.1:${await listen(reads)}`));
    const front = await listen(app);
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9', forwarded: 'for=192.0.2.1' };
    const answer = await fetch(`http://127.0.0.1:${front}/v1/fills`, { headers });
    equal(await answer.json(), [expected, expected]);
    const feed = new WebSocket(`ws://127.0.0.1:${front}/v1/stream`, { headers });
    await once(feed, 'open');
    equal(ofFeed, expected);
    feed.terminate();
  });

  test('has the headers of every answer on what it passes on, once', async () => {
    const front = await startFront((await startReads()).port);
    const answer = await fetch(`http://127.0.0.1:${front}/v1/fills`);
    equal(answer.headers.get('x-content-type-options'), 'nosniff');
    equal(answer.headers.get('x-frame-options'), 'DENY');
  });
});
