import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
import { createKeyRing } from '../src/index.ts';

const tokens = { operator: 'o'.repeat(43), one: '1'.repeat(43), two: '2'.repeat(43) };
const ring = createKeyRing({
  operator: { token: tokens.operator },
  traders: [
    { accountId: 'trader-1', token: tokens.one },
    { accountId: 'trader-2', token: tokens.two },
  ],
});

/** Both ways an API is mounted: each plugin finds principals for itself and not for its neighbours. */
function openApp() {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
  const log = join(folder, 'log');
  const logger = createLogger({ level: 'trace', destination: log });
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  let bodiesRead = 0;
  app.register(async (api) => {
    api.register(authentication(ring));
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
