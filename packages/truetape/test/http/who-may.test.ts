import { strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { startServer } from './server.ts';
import { expectRefusal, leavingNoTrace, place } from './support.ts';
import { ORDER } from './venue.ts';

const NEW_ORDER = { ...ORDER, clientOrderId: 'c-2' };
const TRANSFER = { asset: 'USD', amount: '1', reference: 'r-1' };

const OF_TRADERS = [
  { method: 'POST', path: '/v1/orders', body: NEW_ORDER },
  { method: 'POST', path: '/v1/orders/test', body: NEW_ORDER },
  { method: 'POST', path: '/v1/orders/batch', body: { orders: [NEW_ORDER] } },
  { method: 'POST', path: '/v1/orders/oco', body: {} },
  { method: 'PATCH', path: '/v1/orders/ann.3', body: { price: '99' } },
  { method: 'DELETE', path: '/v1/orders/ann.3', body: undefined },
  { method: 'DELETE', path: '/v1/orders', body: undefined },
];
const OF_OPERATORS = [
  { method: 'POST', path: '/v1/accounts', body: { accountId: 'eve' } },
  { method: 'POST', path: '/v1/accounts/ann/deposits', body: TRANSFER },
  { method: 'POST', path: '/v1/assets', body: { asset: 'XRP', scale: 6 } },
  { method: 'POST', path: '/v1/instruments', body: {} },
  ...['auction', 'close', 'halt', 'open', 'pre-open', 'resume'].map((request) => {
    const body = request === 'auction' ? { seconds: 1 } : {};
    return { method: 'POST', path: `/v1/instruments/BTC-USD/${request}`, body };
  }),
  ...['/v1/kill-switch', '/v1/instruments/BTC-USD/kill-switch'].map((path) => {
    return { method: 'POST', path, body: { action: 'trip', reason: 'A test.' } };
  }),
  { method: 'POST', path: '/v1/ruleset', body: { ruleset: 2 } },
  { method: 'POST', path: '/v1/accounts/ann/withdrawals/ann.3/approve', body: {} },
  { method: 'POST', path: '/v1/accounts/ann/status', body: { status: 'closed', reason: 'why' } },
];
const OF_BOTH = [
  { method: 'POST', path: '/v1/accounts/ann/withdrawals', body: TRANSFER },
  { method: 'POST', path: '/v1/accounts/ann/withdrawals/ann.3/reject', body: { reason: 'why' } },
  { method: 'POST', path: '/v1/accounts/ann/transfers', body: { ...TRANSFER, to: 'bob' } },
  { method: 'POST', path: '/v1/accounts/ann/kill-switch', body: { action: 'trip', reason: 'why' } },
  { method: 'POST', path: '/v1/accounts/ann/cancel-on-silence', body: { timeoutMs: 5_000 } },
];

describe('nothing is appended', () => {
  test.each([...OF_TRADERS, ...OF_OPERATORS, ...OF_BOTH])(
    'by $method $path without a token that is ours',
    async ({ method, path, body }) => {
      const server = await startServer();
      await place(server, 'ann');
      await leavingNoTrace(server, async () => {
        for (const caller of ['nobody', 'stranger'] as const) {
          const answered = await server.send(caller, method, path, { body });
          expectRefusal(answered, 'AUTH_REQUIRED', undefined, caller);
          strictEqual(answered.headers.get('www-authenticate'), 'Bearer');
        }
      });
    },
  );

  test.each([
    ...OF_TRADERS.map((route) => ({ ...route, caller: 'operator' as const })),
    ...OF_OPERATORS.map((route) => ({ ...route, caller: 'ann' as const })),
  ])('by $method $path with the token of $caller', async ({ caller, method, path, body }) => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      expectRefusal(await server.send(caller, method, path, { body }), 'AUTH_FORBIDDEN');
      // Who asks comes before what is asked.
      if (body === undefined) return;
      expectRefusal(await server.send(caller, method, path, { body: '{' }), 'AUTH_FORBIDDEN');
    });
  });
});
