import { ERRORS } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { sendProblem } from '../src/index.ts';
import { echo, eventually, openEdge, rawConnection } from './support.ts';

describe('the request id', () => {
  const idOf = async (app: FastifyInstance, sent?: string) => {
    const headers = sent === undefined ? {} : { 'x-request-id': sent };
    return (await app.inject({ url: '/health/live', headers })).headers['x-request-id'];
  };

  test.each(['a', 'order-17', 'a.b:c_d-E', 'x'.repeat(64)])(
    '%s of the client is honoured',
    async (id) => {
      const { app } = openEdge();
      expect(await idOf(app, id)).toBe(id);
    },
  );

  test.each(['', ' ', 'a b', '-a', 'a"', 'ä', 'x'.repeat(65), 'a, b', '<script>'])(
    '%j of the client is replaced',
    async (id) => {
      const { app } = openEdge();
      expect(await idOf(app, id)).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/);
    },
  );

  test('is unique otherwise, over restarts too', async () => {
    const ids = new Set<unknown>();
    for (let run = 0; run < 3; run += 1) {
      const { app } = openEdge();
      for (let count = 0; count < 10; count += 1) ids.add(await idOf(app));
    }
    expect(ids.size).toBe(30);
  });
});

describe('each request', () => {
  test('is one log line with method, route, status, duration and correlation id', async () => {
    const { app, logLines } = openEdge((edge) => {
      edge.get('/v1/orders/:id', (_request, reply) => void sendProblem(reply, 'ORDER_NOT_FOUND'));
    });
    const headers = { 'x-request-id': 'mine', authorization: 'Bearer secret-token' };
    await app.inject({ url: '/v1/orders/trader-1.17?secret=query', headers });
    const lines = await logLines();
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.any(Number),
        correlationId: 'mine',
        method: 'GET',
        route: '/v1/orders/:id',
        status: 404,
        durationMs: expect.any(Number),
        code: 'ORDER_NOT_FOUND',
        msg: 'request',
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/secret|trader-1/);
  });

  test('is observed once by the pattern of its route', async () => {
    const { app, metricsText } = openEdge(echo);
    for (const payload of ['{}', '{}', '{']) {
      await app.inject({
        method: 'POST',
        url: '/echo',
        payload,
        headers: { 'content-type': 'application/json' },
      });
    }
    await app.inject({ url: '/nothing/1' });
    await app.inject({ url: '/nothing/2' });
    const text = await metricsText();
    const count = (labels: string) =>
      new RegExp(`request_duration_seconds_count\\{${labels}\\} (\\d+)`).exec(text)?.[1];
    expect(count('method="POST",route="/echo",status="200"')).toBe('2');
    expect(count('method="POST",route="/echo",status="400"')).toBe('1');
    expect(count('method="GET",route="unmatched",status="404"')).toBe('2');
  });

  test('of a bad path is logged and observed too', async () => {
    const { app, logLines } = openEdge((edge) => void edge.get('/a/:b', () => ({})));
    await app.inject({ url: '/a/%zz' });
    expect(await logLines()).toMatchObject([
      { route: 'unmatched', status: 400, code: 'REQUEST_INVALID' },
    ]);
  });
});

describe('too many requests in flight', () => {
  function blocked(limits: object) {
    const waiting: (() => void)[] = [];
    const hold = () => new Promise<object>((resolve) => waiting.push(() => resolve({})));
    const edge = openEdge(
      (app) => {
        app.post('/orders', hold);
        app.delete('/orders', { config: { lastRefused: true } }, hold);
        app.get('/sync', (_request, reply) => void reply.send({}));
      },
      { limits },
    );
    const release = () => {
      for (const go of waiting.splice(0)) go();
    };
    const send = (method: 'POST' | 'DELETE') => edge.app.inject({ method, url: '/orders' });
    return { ...edge, waiting, release, send };
  }

  test('get 503 with Retry-After, and none afterwards', async () => {
    const { waiting, release, send } = blocked({ inFlightMax: 2 });
    const taken = [send('POST'), send('POST')];
    await eventually(() => waiting.length === 2);
    const refused = await send('POST');
    expect(refused.json()).toMatchObject({ code: 'SERVICE_OVERLOADED' });
    expect(refused.statusCode).toBe(ERRORS.SERVICE_OVERLOADED.status);
    expect(refused.headers['retry-after']).toBe('1');
    release();
    for (const each of taken) expect((await each).statusCode).toBe(200);
    const again = send('POST');
    await eventually(() => waiting.length === 1);
    release();
    expect((await again).statusCode).toBe(200);
  });

  test('of one address leave places to all others', async () => {
    const { app, waiting, release } = blocked({ inFlightMax: 4, inFlightPerAddressMax: 2 });
    const send = (remoteAddress: string) =>
      app.inject({ method: 'POST', url: '/orders', remoteAddress });
    const taken = [send('192.0.2.1'), send('192.0.2.1')];
    await eventually(() => waiting.length === 2);
    expect((await send('192.0.2.1')).json()).toMatchObject({ code: 'SERVICE_OVERLOADED' });
    taken.push(send('192.0.2.2'));
    await eventually(() => waiting.length === 3);
    release();
    for (const each of taken) expect((await each).statusCode).toBe(200);
    const again = send('192.0.2.1');
    await eventually(() => waiting.length === 1);
    release();
    expect((await again).statusCode).toBe(200);
  });

  const BEGUN =
    'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
  const sendTo = (port: number) =>
    fetch(`http://127.0.0.1:${port}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });

  test.each([
    ['of all', { inFlightMax: 4 }],
    ['of one address', { inFlightPerAddressMax: 4 }],
  ])('are at most half for bodies that are still coming, %s', async (_, limits) => {
    const { app, listen, logLines } = openEdge(echo, { limits });
    const port = await listen();
    const slow = [];
    for (let at = 0; at < 4; at += 1) slow.push(await rawConnection(port, BEGUN));
    expect(await Promise.all([slow[0]?.closed, slow[1]?.closed])).toEqual(['', '']);
    for (const { socket } of slow.slice(2)) socket.write('"a":100}');
    for (const { until } of slow.slice(2)) await until('{"body":{"a":100}}');
    const sent = await Promise.all([sendTo(port), sendTo(port)]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    expect(app.edge.bounds.general.inFlight).toBe(0);
    const cut = (await logLines()).filter(({ code }) => code === 'REQUEST_TIMEOUT');
    expect(cut.map(({ route, status }) => [route, status])).toEqual([
      ['/echo', 'aborted'],
      ['/echo', 'aborted'],
    ]);
  });

  test('with a body that is there are not cut off, whatever they wait for', async () => {
    const going: (() => void)[] = [];
    const { listen } = openEdge(
      (app) => {
        app.addHook('onRequest', (_request, _reply, done) => void going.push(done));
        echo(app);
      },
      { limits: { inFlightMax: 4 } },
    );
    const port = await listen();
    const sent = Array.from({ length: 4 }, () => sendTo(port));
    await eventually(() => going.length === 4);
    for (const go of going) go();
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test('do not touch cancels, which have a bound of their own', async () => {
    const { waiting, release, send } = blocked({ inFlightMax: 1, inFlightLastRefusedMax: 2 });
    const taken = [send('POST'), send('DELETE'), send('DELETE')];
    await eventually(() => waiting.length === 3);
    expect((await send('POST')).statusCode).toBe(503);
    expect((await send('DELETE')).statusCode).toBe(503);
    release();
    for (const each of taken) expect((await each).statusCode).toBe(200);
  });

  test('do not touch health and metrics', async () => {
    const { app, waiting, release, send } = blocked({ inFlightMax: 1 });
    const taken = send('POST');
    await eventually(() => waiting.length === 1);
    expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(200);
    expect((await app.inject({ url: '/metrics' })).body).toContain(
      'truetape_http_requests_in_flight{bound="general"} 1',
    );
    release();
    await taken;
  });

  test('are refused without running the handler, and still logged', async () => {
    const { waiting, release, send, logLines } = blocked({ inFlightMax: 0 });
    await send('POST');
    expect(waiting).toHaveLength(0);
    release();
    expect(await logLines()).toMatchObject([{ status: 503, code: 'SERVICE_OVERLOADED' }]);
  });
});
