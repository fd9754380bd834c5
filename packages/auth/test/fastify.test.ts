import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEdge, sendProblem } from '@truetape/edge';
import { createLogger, createMetrics, flushLogger } from '@truetape/observability';
import type { FastifyPluginAsync } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accountOf, authenticated, principalOf } from '../src/fastify.ts';
import { authenticatorOf, type TestAuthenticator } from '../src/testing.ts';

const tokens = { operator: 'o'.repeat(43), one: '1'.repeat(43), two: '2'.repeat(43) };
const KEYS = {
  operator: { token: tokens.operator },
  traders: [
    { accountId: 'trader-1', token: tokens.one },
    { accountId: 'trader-2', token: tokens.two },
  ],
};
/** What only who may read trader-1 may ask. */
const OWN = '/v1/accounts/trader-1/balances';

function openApp(keys: TestAuthenticator = authenticatorOf(KEYS)) {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
  const log = join(folder, 'log');
  const logger = createLogger({ level: 'trace', destination: log });
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  let bodiesRead = 0;
  const plugin: FastifyPluginAsync = async (api) => {
    api.get('/v1/time', (request, reply) => {
      reply.send({ userId: request.principal?.userId ?? null });
    });
    api.post('/v1/orders', (request, reply) => {
      bodiesRead += 1;
      reply.send({ id: accountOf(request) });
    });
    api.post('/v1/assets', (request, reply) => {
      reply.send({ userId: principalOf(request).userId });
    });
    api.get('/v1/accounts/:id/balances', (request, reply) => {
      const id = accountOf(request);
      if (id === 'trader-1') reply.send({ userId: principalOf(request).userId });
      else sendProblem(reply, 'ACCOUNT_NOT_FOUND');
    });
  };
  app.register(authenticated(keys, [plugin]));
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
    keys,
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
      get({ agent, port, path: OWN, headers }, (response) => {
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
    expect((await as(tokens.one, 'GET', OWN)).json()).toEqual({ userId: 'trader-1' });
    expect((await as(tokens.operator, 'GET', OWN)).json()).toEqual({ userId: 'operator' });
  });

  test('asks nobody on a public route', async () => {
    const { as } = openApp();
    expect((await as(undefined, 'GET', '/v1/time')).json()).toEqual({ userId: null });
    expect((await as(tokens.two, 'GET', '/v1/time')).json()).toEqual({ userId: 'trader-2' });
  });

  test('forgets between two requests', async () => {
    const { as } = openApp();
    await as(tokens.one, 'GET', '/v1/time');
    expect((await as(undefined, 'GET', '/v1/time')).json()).toEqual({ userId: null });
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
    for (const url of [OWN, '/v1/time']) {
      const response = await app.inject({ url, headers: { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer');
      expect(response.json()).toMatchObject({ code: 'AUTH_REQUIRED' });
    }
  });

  test.each(['bearer', 'BEARER', 'Bearer '])('takes the scheme as %j', async (scheme) => {
    const { app } = openApp();
    const headers = { authorization: `${scheme} ${tokens.one}` };
    expect((await app.inject({ url: OWN, headers })).statusCode).toBe(200);
  });

  test('refuses a token that was taken away, on a connection that knew it too', async () => {
    const { app, keys } = openApp();
    const port = await listen(app);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ask = () => askedBy(agent, port, tokens.one);
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(first.status).toBe(200);
    keys.revoke('trader-1');
    expect(await ask()).toEqual({ ...first, status: 401 });
  });

  test('refuses a token that has expired, on a connection that knew it too', async () => {
    let nowMs = 0;
    const expiresAt = '1970-01-01T00:00:10.000Z';
    const keys = { ...KEYS, traders: [{ accountId: 'trader-1', token: tokens.one, expiresAt }] };
    const { app } = openApp(authenticatorOf(keys, () => nowMs));
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
      await as(token, 'GET', OWN);
      await as(token, 'POST', '/v1/orders');
    }
    await flushLogger(logger);
    expect(logText()).toContain('/v1/orders');
    for (const token of [...Object.values(tokens), 'wrong-token']) {
      expect(logText()).not.toContain(token);
    }
  });
});

describe('a signed request', () => {
  test.each([
    [{ 'account-id': 'trader-1' }, 'AUTH_SIGNATURE'],
    [{ authorization: `Bearer ${tokens.one}` }, 'AUTH_REQUIRED'],
  ])('is refused with %j, which nobody has signed', async (more, code) => {
    const { app } = openApp();
    const headers = { signature: 'sig=:AA==:', 'signature-input': 'sig=()', ...more };
    const response = await app.inject({ url: OWN, headers });
    expect(response.json()).toMatchObject({ status: 401, code });
  });
});

describe('a rule', () => {
  test.each([
    ['GET', OWN],
    ['POST', '/v1/orders'],
    ['POST', '/v1/assets'],
  ] as const)('answers 401 without a token: %s %s', async (method, url) => {
    const { as } = openApp();
    const response = await as(undefined, method, url);
    expect(response.json()).toMatchObject({ code: 'AUTH_REQUIRED', status: 401 });
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  test('lets only those through whom it names', async () => {
    const { as } = openApp();
    expect((await as(tokens.one, 'POST', '/v1/orders')).json()).toEqual({ id: 'trader-1' });
    expect((await as(tokens.operator, 'POST', '/v1/assets')).statusCode).toBe(200);
    for (const response of [
      await as(tokens.operator, 'POST', '/v1/orders'),
      await as(tokens.one, 'POST', '/v1/assets'),
    ]) {
      expect(response.statusCode).toBe(403);
      expect(response.json()).toMatchObject({ code: 'AUTH_FORBIDDEN' });
    }
  });

  test('refuses before the body is looked at', async () => {
    const { app, bodiesRead } = openApp();
    const response = await app.inject({
      method: 'POST',
      url: '/v1/orders',
      payload: '{"not json',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.statusCode).toBe(401);
    expect(bodiesRead()).toBe(0);
  });

  test('must be there for every route', async () => {
    const { app } = openApp();
    const adding = async () => {
      const metrics = createMetrics({ processMetrics: false });
      const logger = createLogger({ level: 'silent', destination: '/dev/null' });
      const other = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
      const plugin: FastifyPluginAsync = async (api) => {
        api.get('/v1/unheard-of', () => ({}));
      };
      await other.register(authenticated(authenticatorOf(KEYS), [plugin]));
    };
    await expect(adding()).rejects.toThrow('there is a rule for GET /v1/unheard-of');
    await app.ready();
  });
});

describe('an account', () => {
  test('is reached by its owner and by staff who may', async () => {
    const { as } = openApp();
    expect((await as(tokens.one, 'GET', OWN)).statusCode).toBe(200);
    expect((await as(tokens.operator, 'GET', OWN)).statusCode).toBe(200);
  });

  test('of somebody else is answered exactly as a missing one', async () => {
    const { as } = openApp();
    const foreign = await as(tokens.two, 'GET', OWN);
    const missing = await as(tokens.two, 'GET', OWN.replace('trader-1', 'trader-9'));
    const missingForStaff = await as(tokens.operator, 'GET', OWN.replace('trader-1', 'trader-9'));
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
    expect(shown(missingForStaff)).toEqual(shown(foreign));
  });

  test.each(['ANN', 'a_b', 'a'.repeat(37), '%00', 'a%2Fb'])(
    'of a name that none can have, %s, is one that is missing, for staff too',
    async (name) => {
      const { app, as } = openApp();
      const url = OWN.replace('trader-1', name);
      expect((await as(tokens.operator, 'GET', url)).json()).toMatchObject({
        code: 'ACCOUNT_NOT_FOUND',
      });
      const authorization = `Bearer ${tokens.operator}`;
      const headers = { authorization, 'account-id': name };
      const chosen = await app.inject({ method: 'POST', url: '/v1/orders', headers });
      expect(chosen.statusCode).toBe(403);
    },
  );

  test('is chosen by a header where there are several', async () => {
    const { app, keys } = openApp();
    keys.say('trader-1', 'AccessGranted', { access: 'trader', accountId: 'trader-2' });
    keys.say('trader-1', 'AccessGranted', { access: 'viewer', accountId: 'trader-3' });
    const order = async (headers: object) => {
      const authorization = `Bearer ${tokens.one}`;
      const sent = { url: '/v1/orders', headers: { authorization, ...headers } };
      return (await app.inject({ method: 'POST', ...sent })).json();
    };
    expect(await order({})).toMatchObject({ code: 'REQUEST_INVALID', field: 'Account-Id' });
    for (const id of ['trader-1', 'trader-2'])
      expect(await order({ 'account-id': id })).toEqual({ id });
    expect(await order({ 'account-id': 'trader-3' })).toMatchObject({ code: 'AUTH_FORBIDDEN' });
    for (const id of ['trader-4', 'constructor', '__proto__']) {
      expect(await order({ 'account-id': id })).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    }
  });
});
