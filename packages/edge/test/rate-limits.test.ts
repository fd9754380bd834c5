import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { limitSubjects, type RateLimitSettings, type Subject } from '../src/index.ts';
import { answerIn, openEdge, rawConnection } from './support.ts';

/** So slow that nothing comes back while a test lasts. */
const few = (units: number) => ({ units, seconds: 9_999 });

/** Says who it is in headers, as a request behind authentication does. */
const subjectsOf = ({ headers }: { headers: Record<string, unknown> }): Subject[] =>
  (['key', 'account'] as const)
    .filter((kind) => headers[kind] !== undefined)
    .map((kind) => ({ kind, id: String(headers[kind]) }));

function routes(app: FastifyInstance): void {
  const answer = (_request: unknown, reply: { send: (body: object) => unknown }) =>
    void reply.send({});
  app.register(async (scope) => {
    scope.addHook('onRequest', limitSubjects(subjectsOf));
    scope.get('/light', answer);
    scope.get('/heavy', { config: { weight: 3 } }, answer);
    scope.delete('/orders', { config: { lastRefused: true } }, answer);
    scope.post('/sign-in', { config: { budget: 'signIn' } }, answer);
  });
}

const limited = (rateLimits: RateLimitSettings) => openEdge(routes, { rateLimits });

const statusOf = async (app: FastifyInstance, url: string, headers: Record<string, string> = {}) =>
  (await app.inject({ url, headers })).statusCode;

describe('a body', () => {
  const leftOf = async (app: FastifyInstance, payload: string, headers = {}) => {
    const type = { 'content-type': 'application/json' };
    const request = { method: 'POST', url: '/sign-in', payload, headers: { ...type, ...headers } };
    const answer = await app.inject(request as { method: 'POST' });
    const left = /r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1];
    return [answer.statusCode, Number(left), answer.headers.connection];
  };
  const bytes = (count: number) => JSON.stringify('x'.repeat(count - 2));

  test.each([
    ['small', bytes(4_095), 99],
    ['of 4 KiB', bytes(4_096), 98],
    ['of 64 KiB', bytes(65_536), 83],
  ])('that is %s', async (_, payload, left) => {
    const { app } = limited({ signIn: few(100) });
    expect((await leftOf(app, payload)).slice(0, 2)).toEqual([200, left]);
  });

  test('that is longer than any counts as the longest, and is refused for that', async () => {
    const { app } = limited({ signIn: few(100) });
    expect((await leftOf(app, bytes(70_000))).slice(0, 2)).toEqual([413, 83]);
  });

  test('of unknown length counts as the longest', async () => {
    const { listen } = limited({ signIn: few(100) });
    const head = 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const { until, received } = await rawConnection(
      await listen(),
      `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    await until('\r\n\r\n');
    expect(received()).toMatch(/r=83;/);
  });

  test('that is large is not read where it is too much', async () => {
    const { app } = limited({ signIn: few(2) });
    expect((await leftOf(app, '{}')).slice(0, 2)).toEqual([200, 1]);
    expect(await leftOf(app, bytes(8_192))).toEqual([429, 1, 'close']);
    expect((await leftOf(app, '{}')).slice(0, 2)).toEqual([200, 0]);
    expect(await leftOf(app, '{}')).toEqual([429, 0, 'keep-alive']);
  });
});

describe('an answer says what is left', () => {
  test('of the limit of its address, as the draft has it', async () => {
    const { app } = limited({ address: { units: 10, seconds: 60 } });
    const { headers } = await app.inject({ url: '/light' });
    expect(headers['ratelimit-policy']).toBe('"address";q=10;w=60');
    expect(headers.ratelimit).toBe('"address";r=9;t=6');
  });

  test('of the limit of which the least is left, and names them all', async () => {
    const { app } = limited({ address: few(100), key: few(10), account: few(50) });
    const { headers } = await app.inject({ url: '/light', headers: { key: 'k', account: 'a' } });
    expect(headers['ratelimit-policy']).toBe(
      '"address";q=100;w=9999, "key";q=10;w=9999, "account";q=50;w=9999',
    );
    expect(headers.ratelimit).toMatch(/^"key";r=9;t=\d+$/);
  });

  test('when it is refused for another reason, too', async () => {
    const { app } = limited({ address: few(10) });
    const { headers, statusCode } = await app.inject({ url: '/nothing' });
    expect([statusCode, headers['ratelimit-policy']]).toEqual([404, '"address";q=10;w=9999']);
  });

  test('and nothing where nothing is limited', async () => {
    const { app } = openEdge(routes);
    const { headers } = await app.inject({ url: '/light' });
    expect(Object.keys(headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });
});

describe('a limit that is used up', () => {
  test('is 429 with Retry-After, which the field agrees with', async () => {
    const { app } = limited({ address: { units: 2, seconds: 20 } });
    await app.inject({ url: '/light' });
    await app.inject({ url: '/light' });
    const refused = await app.inject({ url: '/light' });
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'REQUEST_RATE_LIMITED', status: 429 });
    expect(refused.headers['retry-after']).toBe('10');
    expect(refused.headers.ratelimit).toBe('"address";r=0;t=10');
    expect(refused.headers['content-type']).toBe('application/problem+json');
  });

  test('is counted by its name, and the request logged with its code', async () => {
    const { app, metricsText, logLines } = limited({ address: few(1) });
    await app.inject({ url: '/light' });
    await app.inject({ url: '/light' });
    expect(await metricsText()).toContain('truetape_rate_limited_total{limit="address"} 1');
    expect(await logLines()).toMatchObject([
      { status: 200 },
      { status: 429, code: 'REQUEST_RATE_LIMITED' },
    ]);
  });

  test('comes back with time', async () => {
    const { app } = limited({ address: { units: 20, seconds: 1 } });
    for (let count = 0; count < 20; count += 1) await app.inject({ url: '/light' });
    while ((await statusOf(app, '/light')) === 429) await wait(10);
  });

  test('of one address leaves the others alone', async () => {
    const { app } = limited({ address: few(1) });
    const from = async (remoteAddress: string) =>
      (await app.inject({ url: '/light', remoteAddress })).statusCode;
    expect(await from('192.0.2.1')).toBe(200);
    expect(await from('192.0.2.1')).toBe(429);
    expect(await from('::ffff:192.0.2.1')).toBe(429);
    expect(await from('192.0.2.2')).toBe(200);
    expect(await from('2001:db8:0:1::1')).toBe(200);
    expect(await from('2001:db8:0:1:ffff::2')).toBe(429);
  });

  test('of a key or an account binds from every address, and nobody else', async () => {
    const { app } = limited({ key: few(1), account: few(2) });
    const by = async (key: string, account: string, remoteAddress: string) =>
      (await app.inject({ url: '/light', headers: { key, account }, remoteAddress })).statusCode;
    expect(await by('k1', 'a', '192.0.2.1')).toBe(200);
    expect(await by('k1', 'a', '192.0.2.2')).toBe(429);
    expect(await by('k2', 'a', '192.0.2.1')).toBe(200);
    expect(await by('k3', 'a', '192.0.2.1')).toBe(429);
    expect(await by('k4', 'b', '192.0.2.1')).toBe(200);
  });

  test('is not touched by a request that is refused', async () => {
    const { app } = limited({ address: few(4) });
    expect(await statusOf(app, '/heavy')).toBe(200);
    expect(await statusOf(app, '/heavy')).toBe(429);
    expect(await statusOf(app, '/light')).toBe(200);
  });

  test('does not run the handler, nor the guards behind it', async () => {
    let ran = 0;
    const { app } = openEdge(
      (edge) => {
        const onRequest = (_request: unknown, _reply: unknown, done: () => void) => {
          ran += 1;
          done();
        };
        edge.get('/guarded', { onRequest }, (_request, reply) => void reply.send({}));
      },
      { rateLimits: { address: few(1) } },
    );
    await app.inject({ url: '/guarded' });
    await app.inject({ url: '/guarded' });
    expect(ran).toBe(1);
  });

  test('that is smaller than a weight takes the request when all of it is left', async () => {
    const { app } = limited({ address: few(2) });
    expect(await statusOf(app, '/heavy')).toBe(200);
    expect(await statusOf(app, '/light')).toBe(429);
  });
});

describe('a route', () => {
  test('takes its weight', async () => {
    const { app } = limited({ address: few(7) });
    const answers = [];
    for (const url of ['/heavy', '/heavy', '/heavy', '/light', '/light']) {
      answers.push(await statusOf(app, url));
    }
    expect(answers).toEqual([200, 200, 429, 200, 429]);
  });

  test('that cancels has twice as much of its own', async () => {
    const { app } = limited({ address: few(2), account: few(1) });
    const cancel = () =>
      app.inject({ method: 'DELETE', url: '/orders', headers: { account: 'a' } });
    expect(await statusOf(app, '/light')).toBe(200);
    expect(await statusOf(app, '/light')).toBe(200);
    expect(await statusOf(app, '/light')).toBe(429);
    const { statusCode, headers } = await cancel();
    expect(statusCode).toBe(200);
    expect(headers['ratelimit-policy']).toBe(
      '"address-cancels";q=4;w=9999, "account-cancels";q=2;w=9999',
    );
    expect((await cancel()).statusCode).toBe(200);
    expect((await cancel()).headers.ratelimit).toMatch(/^"account-cancels";r=0;/);
  });

  test('that tries passwords has a small budget of its own', async () => {
    const { app } = limited({ address: few(10), signIn: few(1) });
    const signIn = () => app.inject({ method: 'POST', url: '/sign-in' });
    expect((await signIn()).headers['ratelimit-policy']).toBe('"sign-in";q=1;w=9999');
    expect((await signIn()).statusCode).toBe(429);
    expect(await statusOf(app, '/light')).toBe(200);
  });

  test('that machines watch is not limited', async () => {
    const { app } = limited({ address: few(1) });
    for (let count = 0; count < 5; count += 1) {
      for (const url of ['/health', '/health/live', '/metrics']) {
        expect(await statusOf(app, url)).toBe(200);
      }
    }
  });

  test('that is not there takes of the limit as any other', async () => {
    const { app } = limited({ address: few(2) });
    expect(await statusOf(app, '/nothing')).toBe(404);
    expect(await statusOf(app, '/%zz')).toBe(400);
    expect(await statusOf(app, '/nothing')).toBe(429);
    expect(await statusOf(app, '/%zz')).toBe(429);
  });
});

test('requests sent ahead on one connection are counted as any others', async () => {
  const port = await limited({ address: few(3) }).listen();
  const get = 'GET /light HTTP/1.1\r\nHost: x\r\n\r\n';
  const connection = await rawConnection(port, get.repeat(5));
  await connection.until('REQUEST_RATE_LIMITED');
  await wait(50);
  const statuses = [...connection.received().matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, it]) => it);
  expect(statuses).toEqual(['200', '200', '200', '429', '429']);
  expect(answerIn(connection.received()).headers).not.toMatch(/connection: close/i);
});
