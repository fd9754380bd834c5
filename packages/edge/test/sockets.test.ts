import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { EDGE_LIMITS } from '../src/index.ts';
import { answerIn, echo, eventually, openEdge, rawConnection } from './support.ts';

const quick = { requestTimeoutMs: 200, requestTimeoutCheckMs: 50 };
const head = (path: string, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}\r\n`;
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

function expectClosed(text: string, status: number, code: string): void {
  const answer = answerIn(text);
  expect(answer.body).toMatchObject({ code, status, type: `urn:truetape:error:${code}` });
  expect(answer.status).toBe(status);
  expect(answer.headers).toContain('Content-Type: application/problem+json');
  expect(answer.headers).toContain('Connection: close');
}

/** Sends a byte now and then until the connection is gone. */
async function drip(port: number, first: string, byte: string): Promise<string> {
  const connection = await rawConnection(port, first);
  const dripping = setInterval(() => connection.socket.write(byte), 20);
  const text = await connection.closed;
  clearInterval(dripping);
  return text;
}

describe('a slow client', () => {
  test('whose body drips gets 408 and is gone', async () => {
    const port = await openEdge(echo, { limits: quick }).listen();
    const start = performance.now();
    const text = await drip(port, head('/echo', 'Content-Length: 60000\r\n'), ' ');
    expect(performance.now() - start).toBeLessThan(1_500);
    expectClosed(text, 408, 'REQUEST_TIMEOUT');
  });

  test('whose chunked body drips gets 408 and is gone', async () => {
    const port = await openEdge(echo, { limits: quick }).listen();
    const text = await drip(port, head('/echo', 'Transfer-Encoding: chunked\r\n'), '1\r\n \r\n');
    expectClosed(text, 408, 'REQUEST_TIMEOUT');
  });

  test('whose headers drip gets 408 and is gone', async () => {
    const port = await openEdge(echo, { limits: quick }).listen();
    const text = await drip(port, 'POST /echo HTTP/1.1\r\nX: ', 'x');
    expectClosed(text, 408, 'REQUEST_TIMEOUT');
  });

  test('that connects and says nothing is gone', async () => {
    const port = await openEdge(echo, { limits: quick }).listen();
    const start = performance.now();
    await (await rawConnection(port)).closed;
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  test('leaves no request in flight behind', async () => {
    const edge = openEdge(echo, { limits: quick });
    await drip(await edge.listen(), head('/echo', 'Content-Length: 60000\r\n'), ' ');
    await eventually(async () => (await inFlight(edge.app)) === '0');
  });

  test('has at most 10 s by default', () => {
    const { requestTimeoutMs, requestTimeoutCheckMs } = EDGE_LIMITS;
    expect(requestTimeoutMs + requestTimeoutCheckMs).toBeLessThanOrEqual(10_000);
    const { app } = openEdge(echo);
    expect(app.server.requestTimeout).toBe(requestTimeoutMs);
    expect(app.server.headersTimeout).toBe(requestTimeoutMs);
    expect(app.server.keepAliveTimeout).toBeGreaterThanOrEqual(65_000);
    expect(app.server.maxConnections).toBe(EDGE_LIMITS.connectionsMax);
  });

  test('that keeps still between two requests keeps its connection', async () => {
    const port = await openEdge(echo, { limits: quick }).listen();
    const connection = await rawConnection(port, get('/health/live'));
    await connection.until('alive');
    await wait(600);
    connection.socket.write(get('/nothing'));
    await connection.until('REQUEST_ROUTE_NOT_FOUND');
  });
});

/** As `/metrics` tells it; reading it counts as an operation and disturbs nothing. */
async function inFlight(app: FastifyInstance, bound = 'general'): Promise<string | undefined> {
  const { body } = await app.inject({ url: '/metrics' });
  return new RegExp(`requests_in_flight\\{bound="${bound}"\\} (\\d+)`).exec(body)?.[1];
}

describe('what is not HTTP', () => {
  test.each([
    ['garbage', 'hello\r\n\r\n'],
    ['a bad version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['a bad header', 'GET / HTTP/1.1\r\nHo st: x\r\n\r\n'],
    ['two lengths', head('/echo', 'Content-Length: 1\r\nContent-Length: 2\r\n')],
    [
      'a length beside chunks',
      head('/echo', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'),
    ],
    ['a TLS hello', '\x16\x03\x01\x02\x00\x01'],
  ])('%s gets a problem and is closed', async (_what, bytes) => {
    const port = await openEdge(echo).listen();
    const connection = await rawConnection(port, bytes);
    expectClosed(await connection.closed, 400, 'REQUEST_MALFORMED_HTTP');
  });

  test('headers beyond 16 KiB get 431', async () => {
    const port = await openEdge(echo).listen();
    const connection = await rawConnection(port, `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`);
    expectClosed(await connection.closed, 431, 'REQUEST_HEADERS_TOO_LARGE');
  });

  test('a bad chunk in a body gets 400', async () => {
    const port = await openEdge(echo).listen();
    const bytes = `${head('/echo', 'Transfer-Encoding: chunked\r\n')}zz\r\n`;
    expectClosed(await (await rawConnection(port, bytes)).closed, 400, 'REQUEST_MALFORMED_HTTP');
  });

  test('behind a request in work is never answered in its place', async () => {
    const port = await openEdge((app) => {
      app.post('/slow', async () => {
        await wait(200);
        return { placed: true };
      });
    }).listen();
    const order = `${head('/slow', 'Content-Length: 2\r\n')}{}`;
    const connection = await rawConnection(port, `${order}garbage\r\n\r\n`);
    expect(await connection.closed).toBe('');
  });

  test('behind a request that was answered gets a problem and is closed', async () => {
    const port = await openEdge(echo).listen();
    const connection = await rawConnection(port, get('/health/live'));
    await connection.until('alive');
    await wait(100);
    connection.socket.write('garbage\r\n\r\n');
    expectClosed(await connection.closed, 400, 'REQUEST_MALFORMED_HTTP');
  });

  test('a request without Host gets 400, but HTTP/1.0 may leave it out', async () => {
    const port = await openEdge(echo).listen();
    const connection = await rawConnection(port, 'GET /health/live HTTP/1.1\r\n\r\n');
    await connection.until('REQUEST_MALFORMED_HTTP');
    const older = await rawConnection(port, 'GET /health/live HTTP/1.0\r\n\r\n');
    expect(await older.closed).toContain('alive');
  });

  test.each([
    ['a fragment', 'GET /health/live#x HTTP/1.1\r\nHost: x\r\n\r\n', 'REQUEST_MALFORMED_HTTP'],
    [
      'two of a header that counts once',
      'GET /health/live HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nauthorization: a\r\n\r\n',
      'REQUEST_MALFORMED_HTTP',
    ],
    [
      'an expectation that nobody meets',
      'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: y\r\n\r\n',
      'REQUEST_EXPECTATION',
    ],
  ])('%s gets a problem, which is no surprise to Node', async (_what, bytes, code) => {
    const port = await openEdge(echo).listen();
    const connection = await rawConnection(port, bytes);
    await connection.until(code);
    expect(answerIn(connection.received()).body).toMatchObject({ code });
  });

  test('is counted by its code', async () => {
    const edge = openEdge(echo);
    const connection = await rawConnection(await edge.listen(), 'hello\r\n\r\n');
    await connection.closed;
    expect(await edge.metricsText()).toContain(
      'truetape_http_connection_errors_total{code="REQUEST_MALFORMED_HTTP"} 1',
    );
  });
});

describe('a connection', () => {
  test('stays open after a body that was refused', async () => {
    const port = await openEdge(echo).listen();
    const connection = await rawConnection(port, `${head('/echo', 'Content-Length: 1\r\n')}{`);
    await connection.until('REQUEST_MALFORMED_JSON');
    connection.socket.write(`${head('/echo', 'Content-Length: 2\r\n')}{}`);
    await connection.until('{"body":{}}');
    expect(connection.received()).not.toMatch(/connection: close/i);
  });

  test('is closed after a body that was too large to be read', async () => {
    const port = await openEdge(echo).listen();
    const first = head('/echo', 'Content-Length: 999999\r\n');
    const connection = await rawConnection(port, first);
    expect(answerIn(await connection.closed).body).toMatchObject({
      code: 'REQUEST_BODY_TOO_LARGE',
    });
  });

  test('whose client leaves before the answer gives its place back', async () => {
    let started = 0;
    const edge = openEdge((app) => {
      app.post('/slow', async () => {
        started += 1;
        await wait(100);
        return {};
      });
    });
    const port = await edge.listen();
    const connection = await rawConnection(port, `${head('/slow', 'Content-Length: 2\r\n')}{}`);
    await eventually(() => started === 1);
    expect(await inFlight(edge.app)).toBe('1');
    connection.socket.destroy();
    await eventually(async () => (await inFlight(edge.app)) === '0');
    await wait(150);
    expect(await inFlight(edge.app)).toBe('0');
    const lines = (await edge.logLines()).filter(({ route }) => route === '/slow');
    expect(lines).toMatchObject([{ status: 'aborted' }]);
    expect(await edge.metricsText()).toContain('route="/slow",status="aborted"');
  });

  test('beyond the limit is not taken', async () => {
    const port = await openEdge(echo, { limits: { connectionsMax: 1 } }).listen();
    const first = await rawConnection(port, get('/health/live'));
    await first.until('alive');
    const second = await rawConnection(port, get('/health/live'));
    expect(await second.closed).toBe('');
  });
});

describe('closing', () => {
  const slow = (ms: number) => (app: FastifyInstance) => {
    app.get('/slow', async () => {
      await wait(ms);
      return { done: true };
    });
  };

  test('lets a request in flight finish, and closes idle connections at once', async () => {
    const { app, listen } = openEdge(slow(300));
    const port = await listen();
    const idle = await rawConnection(port, get('/health/live'));
    await idle.until('alive');
    const busy = await rawConnection(port, get('/slow'));
    await wait(50);
    const start = performance.now();
    const closing = app.close();
    await idle.closed;
    expect(performance.now() - start).toBeLessThan(200);
    expect(answerIn(await busy.closed).body).toEqual({ done: true });
    await closing;
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('refuses a further request of a connection in work with 503', async () => {
    const { app, listen } = openEdge(slow(200));
    const busy = await rawConnection(await listen(), get('/slow'));
    await wait(50);
    const closing = app.close();
    busy.socket.write(get('/slow'));
    const { body, headers } = answerIn(await busy.closed);
    expect(body).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(headers).toMatch(/retry-after: 1/i);
    await closing;
  });

  test('cuts what does not finish in time', async () => {
    const { app, listen } = openEdge(slow(5_000), { limits: { closeWithinMs: 100 } });
    const busy = await rawConnection(await listen(), get('/slow'));
    await wait(50);
    const start = performance.now();
    await app.close();
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(await busy.closed).toBe('');
  });

  test('takes no new connection', async () => {
    const { app, listen } = openEdge(slow(200));
    const port = await listen();
    const busy = await rawConnection(port, get('/slow'));
    await wait(50);
    const closing = app.close();
    await wait(20);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
    await busy.closed;
    await closing;
  });
});

test('requests sent ahead on one connection give their places back when it breaks', async () => {
  let started = 0;
  const edge = openEdge((app) => {
    app.get('/slow', async () => {
      started += 1;
      await wait(500);
      return {};
    });
  });
  const connection = await rawConnection(await edge.listen(), get('/slow').repeat(20));
  await eventually(() => started === 20);
  expect(await inFlight(edge.app)).toBe('20');
  connection.socket.destroy();
  await eventually(async () => (await inFlight(edge.app)) === '0');
  await wait(550);
  expect(await inFlight(edge.app)).toBe('0');
  const lines = (await edge.logLines()).filter(({ route }) => route === '/slow');
  expect(lines).toHaveLength(20);
  expect(lines.every(({ status }) => status === 'aborted')).toBe(true);
});

test('requests sent ahead on one connection are answered in order', async () => {
  const port = await openEdge((app) => {
    app.get('/slow', async () => {
      await wait(50);
      return { slow: true };
    });
    app.get('/fast', (_request, reply) => void reply.send({ fast: true }));
  }).listen();
  const connection = await rawConnection(port, get('/slow') + get('/fast'));
  await connection.until('"fast"');
  expect(connection.received().indexOf('"slow"')).toBeLessThan(
    connection.received().indexOf('"fast"'),
  );
});
