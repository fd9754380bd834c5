import { ok, strictEqual } from 'node:assert';
import type { CommandAnswer, OcoAnswer, OrderAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { type Caller, type Server, startServer } from './server.ts';
import { eventsOf, place } from './support.ts';
import { ORDER } from './venue.ts';

const reason = 'A test.';
const money = (reference: string) => ({ asset: 'USD', amount: '1', reference });
const order = (clientOrderId: string) => ({ ...ORDER, quantity: '0.1', clientOrderId });
const NEW_MARKET = { symbol: 'XRP-USD', tick: '0.5', lot: '0.01', minQuantity: '0.02' };
const LIMITS = { maxQuantity: '100', minNotional: '5', maxNotional: '2000' };
const RATES = { makerRate: '0.001', takerRate: '0.002' };

/** Whoever reads at the position of the answer reads what was appended. */
async function expectReflected(server: Server, what: string, answer: CommandAnswer) {
  const { stream, revision, hash } = answer.receipt;
  const event = (await eventsOf(server, stream))[revision];
  strictEqual(event?.hash, hash, what);
  ok(answer.position >= event.position, `${what}: ${answer.position} < ${event.position}`);
}

describe('every command', () => {
  test('is answered with a position at which what it did can be read', async () => {
    const server = await startServer();
    const ask = async (caller: Caller, method: string, path: string, body?: object) => {
      const answered = await server.send(caller, method, path, body && { body });
      ok(answered.status < 300, `${method} ${path}: ${JSON.stringify(answered.body)}`);
      return answered.body;
    };
    const done = async <Answer extends CommandAnswer>(...step: Parameters<typeof ask>) => {
      const answer = (await ask(...step)) as Answer;
      await expectReflected(server, step.slice(1, 3).join(' '), answer);
      return answer;
    };
    const operate = (path: string, body: object = {}) => done('operator', 'POST', path, body);

    await operate('/v1/assets', { asset: 'XRP', scale: 6 });
    await operate('/v1/instruments', { ...NEW_MARKET, ...LIMITS, ...RATES });
    await operate('/v1/instruments/XRP-USD/fees', { tiers: [{ tier: 'all', ...RATES }] });
    await operate('/v1/accounts', { accountId: 'eve' });
    await operate('/v1/accounts/eve/deposits', money('in'));
    await operate('/v1/accounts/eve/limits', { openOrders: 5 });
    await operate('/v1/accounts/eve/status', { status: 'reduce-only', reason });

    const { orderId } = await done<OrderAnswer>('ann', 'POST', '/v1/orders', order('one'));
    await done('ann', 'PATCH', `/v1/orders/${orderId}`, { price: '99.5' });
    await done('ann', 'DELETE', `/v1/orders/${orderId}`);
    const { clientOrderId, price, type, ...shared } = order('');
    const legs = {
      limit: { clientOrderId: 'low', price: '90' },
      stop: { clientOrderId: 'high', type: 'stop', stopPrice: '110' },
    };
    await done<OcoAnswer & CommandAnswer>('ann', 'POST', '/v1/orders/oco', { ...shared, ...legs });
    const batch = (await ask('ann', 'POST', '/v1/orders/batch', {
      orders: [order('two'), order('three')],
    })) as { results: { order: OrderAnswer }[] };
    for (const { order: each } of batch.results) await expectReflected(server, 'batch', each);
    await done('ann', 'DELETE', '/v1/orders');

    const held = await done('ann', 'POST', '/v1/accounts/ann/withdrawals', money('out'));
    const withdrawals = '/v1/accounts/ann/withdrawals';
    await operate(`${withdrawals}/ann.${held.receipt.revision}/approve`);
    const other = await done('ann', 'POST', withdrawals, money('out-2'));
    await done('ann', 'POST', `${withdrawals}/ann.${other.receipt.revision}/reject`, { reason });
    await done('ann', 'POST', '/v1/accounts/ann/transfers', { ...money('over'), to: 'bob' });
    await done('ann', 'POST', '/v1/accounts/ann/cancel-on-silence', { timeoutMs: 60_000 });

    await place(server, 'bob', { side: 'sell', quantity: '0.1' });
    await place(server, 'cat', { quantity: '0.1' });
    const correction = { kind: 'bust', symbol: 'BTC-USD', tradeNumber: 1 };
    const proposed = await operate('/v1/corrections', { correction, reason });
    await done('second', 'POST', `/v1/corrections/${proposed.receipt.revision}/approve`, {});
    const adjustment = { kind: 'adjustment', accountId: 'bob', asset: 'USD', amount: '1' };
    const refused = await operate('/v1/corrections', { correction: adjustment, reason });
    await done('second', 'POST', `/v1/corrections/${refused.receipt.revision}/reject`, { reason });

    for (const state of ['halt', 'resume', 'close', 'pre-open', 'open'])
      await operate(`/v1/instruments/BTC-USD/${state}`);
    await operate('/v1/instruments/BTC-USD/auction', { seconds: 1 });
    for (const path of ['/v1/kill-switch', '/v1/instruments/BTC-USD/kill-switch'])
      await operate(path, { action: 'trip', reason });
    await done('ann', 'POST', '/v1/accounts/ann/kill-switch', { action: 'trip', reason });
    await operate('/v1/assets/XRP/delist', { reason });
    await operate('/v1/ruleset', { ruleset: 2 });
  });
});
