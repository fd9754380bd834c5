import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEdge, sendProblem } from '@truetape/edge';
import { createLogger, createMetrics, flushLogger } from '@truetape/observability';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  authentication,
  operatorOf,
  principalOf,
  requireAccount,
  requireOperator,
  requirePrincipal,
  requireTrader,
  traderOf,
} from '../src/fastify.ts';
import { createKeyRing, type KeyRing } from '../src/index.ts';

const tokens = { operator: 'o'.repeat(43), one: '1'.repeat(43), two: '2'.repeat(43) };
const KEYS = {
  operator: { token: tokens.operator },
  traders: [
    { accountId: 'trader-1', token: tokens.one },
    { accountId: 'trader-2', token: tokens.two },
  ],
};
const ring = createKeyRing(KEYS);

/** Both ways an API is mounted: each plugin finds principals for itself and not for its neighbours. */
function openApp(keys: KeyRing = ring) {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
  const log = join(folder, 'log');
  const logger = createLogger({ level: 'trace', destination: log });
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  let bodiesRead = 0;
  app.register(async (api) => {
    api.register(authentication(keys));
    api.get(
      '/public',
      (request, reply) => void reply.send({ role: request.principal?.role ?? null }),
    );
    api.get('/any', { onRequest: requirePrincipal }, (request, reply) => {
      reply.send(principalOf(request));
    });
    api.post('/trade', { onRequest: requireTrader }, (request, reply) => {
      bodiesRead += 1;
      reply.send(traderOf(request));
    });
    api.post('/operate', { onRequest: requireOperator }, (request, reply) => {
      reply.send(operatorOf(request));
    });
    api.get('/accounts/:id', { onRequest: requireAccount() }, (request, reply) => {
      const { id } = request.params as { id: string };
      if (id === 'trader-1') reply.send({ id });
      else sendProblem(reply, 'ACCOUNT_NOT_FOUND');
    });
  });
  app.register(async (api) => void api.register(authentication(ring)));
  onTestFinished(async () => {
    await app.close();
    await flushLogger(logger);
    rmSync(folder, { recursive: true, force: true });
  });
  const as = (token: string | undefined, method: 'GET' | 'POST', url: string) =>
    app.inject({
      method,
      url,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  return {
    app,
    as,
    bodiesRead: () => bodiesRead,
    logText: () => readFileSync(log, 'utf8'),
    logger,
  };
}

async function listen(app: ReturnType<typeof openApp>['app']): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** With the connection that it came over, by its port on this side. */
function askedBy(agent: Agent, port: number, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  return new Promise<{ status: number | undefined; from: number | undefined }>(
    (resolve, reject) => {
      get({ agent, port, path: '/any', headers }, (response) => {
        const { statusCode: status, socket } = response;
        const from = socket.localPort;
        response.resume().on('end', () => setImmediate(resolve, { status, from }));
      }).on('error', reject);
    },
  );
}

describe('authentication', () => {
  test('finds who is asking', async () => {
    const { as } = openApp();
    expect((await as(tokens.one, 'GET', '/any')).json()).toMatchObject({
      role: 'trader',
      accountId: 'trader-1',
    });
    expect((await as(tokens.operator, 'GET', '/any')).json()).toMatchObject({ role: 'operator' });
  });

  test('asks nobody on a public route', async () => {
    const { as } = openApp();
    expect((await as(undefined, 'GET', '/public')).json()).toEqual({ role: null });
    expect((await as(tokens.two, 'GET', '/public')).json()).toEqual({ role: 'trader' });
  });

  test('forgets between two requests', async () => {
    const { as } = openApp();
    await as(tokens.one, 'GET', '/public');
    expect((await as(undefined, 'GET', '/public')).json()).toEqual({ role: null });
  });

  test.each([
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    `Basic ${tokens.one}`,
    tokens.one,
    `Bearer ${tokens.one} ${tokens.two}`,
    `Bearer ${tokens.one}x`,
    `Bearer  , ${tokens.one}`,
  ])('answers 401 to %j, on public routes too', async (authorization) => {
    const { app } = openApp();
    for (const url of ['/any', '/public']) {
      const response = await app.inject({ url, headers: { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer');
      expect(response.json()).toMatchObject({ code: 'AUTH_REQUIRED' });
    }
  });

  test.each(['bearer', 'BEARER', 'Bearer '])('takes the scheme as %j', async (scheme) => {
    const { app } = openApp();
    const headers = { authorization: `${scheme} ${tokens.one}` };
    expect((await app.inject({ url: '/any', headers })).statusCode).toBe(200);
  });

  test('refuses a token that was taken away, on a connection that knew it too', async () => {
    const { app } = openApp();
    const port = await listen(app);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    onTestFinished(() => ring.replace(KEYS));
    const ask = () => askedBy(agent, port, tokens.one);
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(first.status).toBe(200);
    ring.replace({ ...KEYS, traders: KEYS.traders.slice(1) });
    expect(await ask()).toEqual({ ...first, status: 401 });
    ring.replace(KEYS);
    expect(await ask()).toEqual(first);
  });

  test('refuses a token that has expired, on a connection that knew it too', async () => {
    let nowMs = 0;
    const expiresAt = '1970-01-01T00:00:10.000Z';
    const keys = { ...KEYS, traders: [{ accountId: 'trader-1', token: tokens.one, expiresAt }] };
    const { app } = openApp(createKeyRing(keys, () => nowMs));
    const port = await listen(app);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const before = await askedBy(agent, port, tokens.one);
    expect(before.status).toBe(200);
    nowMs = 10_000;
    expect(await askedBy(agent, port, tokens.one)).toEqual({ ...before, status: 401 });
  });

  test('writes no token into the log', async () => {
    const { as, logText, logger } = openApp();
    for (const token of [...Object.values(tokens), 'wrong-token']) {
      await as(token, 'GET', '/any');
      await as(token, 'POST', '/trade');
    }
    await flushLogger(logger);
    expect(logText()).toContain('/any');
    for (const token of [...Object.values(tokens), 'wrong-token']) {
      expect(logText()).not.toContain(token);
    }
  });
});

describe('a guard', () => {
  test.each([
    ['GET', '/any'],
    ['POST', '/trade'],
    ['POST', '/operate'],
    ['GET', '/accounts/trader-1'],
  ] as const)('answers 401 without a token: %s %s', async (method, url) => {
    const { as } = openApp();
    const response = await as(undefined, method, url);
    expect(response.json()).toMatchObject({ code: 'AUTH_REQUIRED', status: 401 });
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  test('lets only its role through', async () => {
    const { as } = openApp();
    expect((await as(tokens.one, 'POST', '/trade')).statusCode).toBe(200);
    expect((await as(tokens.operator, 'POST', '/operate')).statusCode).toBe(200);
    for (const response of [
      await as(tokens.operator, 'POST', '/trade'),
      await as(tokens.one, 'POST', '/operate'),
    ]) {
      expect(response.statusCode).toBe(403);
      expect(response.json()).toMatchObject({ code: 'AUTH_FORBIDDEN' });
    }
  });

  test('refuses before the body is looked at', async () => {
    const { app, bodiesRead } = openApp();
    const response = await app.inject({
      method: 'POST',
      url: '/trade',
      payload: '{"not json',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.statusCode).toBe(401);
    expect(bodiesRead()).toBe(0);
  });
});

describe('requireAccount', () => {
  test('lets a trader reach its own account and an operator every one', async () => {
    const { as } = openApp();
    expect((await as(tokens.one, 'GET', '/accounts/trader-1')).statusCode).toBe(200);
    expect((await as(tokens.operator, 'GET', '/accounts/trader-1')).statusCode).toBe(200);
  });

  test('answers a foreign account exactly as a missing one', async () => {
    const { as } = openApp();
    const foreign = await as(tokens.two, 'GET', '/accounts/trader-1');
    const missing = await as(tokens.two, 'GET', '/accounts/trader-9');
    const missingForOperator = await as(tokens.operator, 'GET', '/accounts/trader-9');
    const shown = (response: typeof foreign) => {
      const { 'x-request-id': requestId, date, ...headers } = response.headers;
      const body = response.body.replace(String(requestId), 'ID');
      const length = Number(headers['content-length']) - String(requestId).length;
      return {
        status: response.statusCode,
        headers: { ...headers, 'content-length': length },
        body,
      };
    };
    expect(foreign.json()).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', status: 404 });
    expect(shown(missing)).toEqual(shown(foreign));
    expect(shown(missingForOperator)).toEqual(shown(foreign));
  });
});
