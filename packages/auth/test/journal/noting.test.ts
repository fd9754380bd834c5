import { createEdge, sendProblem } from '@truetape/edge';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { createLogger, createMetrics } from '@truetape/observability';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { authenticated } from '../../src/fastify.ts';
import { unseal } from '../../src/index.ts';
import { authenticatorOf, journalOf } from '../../src/testing.ts';

const tokens = { operator: 'o'.repeat(43), one: '1'.repeat(43), two: '2'.repeat(43) };
const KEYS = {
  operator: { token: tokens.operator },
  traders: [
    { accountId: 'trader-1', token: tokens.one },
    { accountId: 'trader-2', token: tokens.two },
  ],
};

/** What was asked for, and how many events there were when the handler was called. */
const plugin =
  (log: EventLog, handled: number[]): FastifyPluginAsync =>
  async (app) => {
    const answer = async () => {
      const head = await log.streamHead('security');
      handled.push((head?.revision ?? -1) + 1);
      return {};
    };
    app.get('/v1/time', answer);
    app.get('/v1/orders/:orderId', answer);
    app.get('/v1/accounts/:id/balances', answer);
    app.get('/v1/audit/events', answer);
    app.get('/v1/audit/orders/:orderId', answer);
    app.post('/v1/orders', async ({ origin }) => ({ origin }));
    app.post('/v1/accounts/:id/transfers', async ({ origin }) => ({ origin }));
    app.post('/v1/corrections', (_request, reply) => sendProblem(reply, 'CORRECTION_SAME_PERSON'));
    app.post('/v1/sessions', (_request, reply) => sendProblem(reply, 'AUTH_SIGN_IN_FAILED'));
  };

function openApp(log: EventLog = new MemoryLog()) {
  const logger = createLogger({ level: 'silent', destination: '/dev/null' });
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  const { journal, personKeys, written } = journalOf(log, () => Date.UTC(2026, 10, 22));
  const authenticator = authenticatorOf(KEYS);
  const handled: number[] = [];
  app.register(authenticated(authenticator, [plugin(log, handled)], journal));
  onTestFinished(() => app.close());
  return { app, journal, personKeys, written, handled, authenticator };
}

const ask = (
  app: FastifyInstance,
  who: keyof typeof tokens | 'nobody' | 'stranger',
  path: string,
) => {
  const [method = '', url = ''] = path.split(' ');
  const token = who === 'stranger' ? 's'.repeat(43) : who === 'nobody' ? undefined : tokens[who];
  return app.inject({
    method: method as 'GET',
    url,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    remoteAddress: '192.0.2.7',
  });
};

const STATUSES = { AUTH_REQUIRED: 401, AUTH_FORBIDDEN: 403, CORRECTION_SAME_PERSON: 403 } as const;

describe('a refusal', () => {
  test.each([
    ['nobody', 'GET /v1/orders/trader-1.3', 'AUTH_REQUIRED', 'GET /v1/orders/{orderId}'],
    ['stranger', 'GET /v1/time', 'AUTH_REQUIRED', 'GET /v1/time'],
    ['two', 'GET /v1/orders/trader-1.3', 'ORDER_NOT_FOUND', 'GET /v1/orders/{orderId}'],
    [
      'two',
      'GET /v1/accounts/trader-1/balances',
      'ACCOUNT_NOT_FOUND',
      'GET /v1/accounts/{id}/balances',
    ],
    [
      'two',
      'POST /v1/accounts/nobody/transfers',
      'ACCOUNT_NOT_FOUND',
      'POST /v1/accounts/{id}/transfers',
    ],
    ['one', 'GET /v1/audit/events', 'AUTH_FORBIDDEN', 'GET /v1/audit/events'],
    ['operator', 'POST /v1/corrections', 'CORRECTION_SAME_PERSON', 'POST /v1/corrections'],
  ] as const)('of %s by %s is one event: %s', async (who, path, code, route) => {
    const { app, written, personKeys } = openApp();
    const answered = await ask(app, who, path);
    expect(answered.json()).toMatchObject({ code });
    expect(answered.statusCode).toBe(code in STATUSES ? STATUSES[code as 'AUTH_REQUIRED'] : 404);
    const [event, ...others] = await written();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'AccessDenied',
      correlationId: answered.headers['x-request-id'],
      data: { at: '2026-11-22T00:00:00.000Z', code, route },
    });
    const userId = { one: 'trader-1', two: 'trader-2', operator: 'operator' }[who as 'one'];
    const { origin } = (event?.data ?? {}) as { readonly origin?: string };
    expect(event?.actor?.userId).toBe(userId);
    expect(origin === undefined).toBe(userId !== undefined);
    const sealedFor = { personId: userId ?? 'addresses-2026-11', purpose: 'address' };
    const address = unseal(personKeys, sealedFor, event?.actor?.origin ?? origin ?? '');
    expect(address).toEqual({ ok: true, value: '192.0.2.7' });
  });

  test.each([
    ['one', 'GET /v1/accounts/trader-1/balances', 200],
    ['nobody', 'GET /v1/time', 200],
    ['nobody', 'GET /v1/nothing', 404],
    ['one', 'POST /v1/orders', 200],
    // It is in the log as the failed sign-in that it is.
    ['nobody', 'POST /v1/sessions', 401],
  ] as const)('is not what %s gets by %s', async (who, path, status) => {
    const { app, written } = openApp();
    expect((await ask(app, who, path)).statusCode).toBe(status);
    expect(await written()).toEqual([]);
  });
});

describe('a read by the staff', () => {
  test.each([
    ['GET /v1/accounts/trader-1/balances', 'GET /v1/accounts/{id}/balances', 'trader-1'],
    ['GET /v1/orders/trader-1.3', 'GET /v1/orders/{orderId}', 'trader-1'],
    ['GET /v1/audit/orders/trader-1.3', 'GET /v1/audit/orders/{orderId}', 'trader-1'],
    ['GET /v1/audit/events', 'GET /v1/audit/events', undefined],
  ])('by %s is one event, on disk before it is answered', async (path, route, accountId) => {
    const { app, written, handled } = openApp();
    expect((await ask(app, 'operator', path)).statusCode).toBe(200);
    expect(handled).toEqual([1]);
    const at = '2026-11-22T00:00:00.000Z';
    expect(await written()).toMatchObject([
      {
        type: 'AuditorRead',
        actor: { userId: 'operator' },
        data: { ...(accountId === undefined ? {} : { accountId }), at, route },
      },
    ]);
  });

  test('is not answered when it cannot be noted', async () => {
    const log = new MemoryLog();
    const { app, handled } = openApp(log);
    await app.ready();
    await log.close();
    const answered = await ask(app, 'operator', 'GET /v1/accounts/trader-1/balances');
    expect(answered.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(handled).toEqual([]);
  });

  test('is none of what is their own, but for those on the other side', async () => {
    const { app, written, authenticator } = openApp();
    authenticator.say('operator', 'AccessGranted', { access: 'viewer', accountId: 'trader-1' });
    await ask(app, 'operator', 'GET /v1/accounts/trader-1/balances');
    await ask(app, 'operator', 'GET /v1/audit/orders/trader-1.3');
    const routes = (await written()).map(({ data }) => (data as { route: string }).route);
    expect(routes).toEqual(['GET /v1/audit/orders/{orderId}']);
  });
});

test('what is no order has from where it comes, sealed for who asks, the same each time', async () => {
  const { app, personKeys } = openApp();
  const path = 'POST /v1/accounts/trader-1/transfers';
  const [first, second] = [await ask(app, 'one', path), await ask(app, 'one', path)];
  const { origin } = first.json() as { readonly origin: string };
  const sealedFor = { personId: 'trader-1', purpose: 'address' };
  expect(unseal(personKeys, sealedFor, origin)).toEqual({ ok: true, value: '192.0.2.7' });
  expect(second.json()).toEqual({ origin });
  expect((await ask(app, 'one', 'POST /v1/orders')).json()).toEqual({ origin: null });
});
