import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { commandAnswer } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { until } from '@truetape/event-store/contract';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Caller, type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, expectRefusal, place, receiptedEvent, WAIT } from './support.ts';
import { ORDER } from './venue.ts';

const post = (server: Server, caller: Caller, what: string, body: object, headers = {}) =>
  server.send(caller, 'POST', `/v1/accounts/ann/${what}`, { body, headers });

const heldBy = (server: Server, accountId: string) => balancesOf(server, accountId).USD?.held;

const newOrder = { ...ORDER, clientOrderId: 'next' };

const typesIn = async (server: Server, stream: string) =>
  (await eventsOf(server, stream)).map(({ type }) => type);

describe('the kill switch of an account', () => {
  const trip = { action: 'trip', reason: 'runs away' };
  const release = { action: 'release', reason: 'is mended' };

  test('cancels all its orders, leaves others alone, and lets it place none', async () => {
    const server = await startServer();
    for (const clientOrderId of ['c-1', 'c-2', 'c-3'])
      await place(server, 'ann', { clientOrderId });
    await place(server, 'bob');
    const { body } = await post(server, 'ann', 'kill-switch', trip);
    const receipted = await receiptedEvent(server, commandAnswer.parse(body));
    strictEqual(receipted.type, 'OrdersCancelRequested');
    await until('all is cancelled', () => heldBy(server, 'ann') === '0');
    strictEqual(heldBy(server, 'bob'), '100.2');
    const refused = await server.send('ann', 'POST', '/v1/orders', { body: newOrder });
    expectRefusal(refused, 'RISK_KILL_SWITCH');
    await proven(server.log);
  });

  test('is released by an operator only, and trading goes on', async () => {
    const server = await startServer();
    expectRefusal(
      await post(server, 'operator', 'kill-switch', release),
      'KILL_SWITCH_NOT_TRIPPED',
    );
    await post(server, 'ann', 'kill-switch', trip);
    expectRefusal(await post(server, 'ann', 'kill-switch', release), 'AUTH_FORBIDDEN');
    strictEqual((await post(server, 'operator', 'kill-switch', release)).status, 201);
    await place(server, 'ann');
  });

  test('tripped again under the same key is tripped once', async () => {
    const server = await startServer();
    const key = { 'idempotency-key': 'stop' };
    const first = await post(server, 'ann', 'kill-switch', trip, key);
    const again = await post(server, 'ann', 'kill-switch', trip, key);
    equal(again.body, { ...(first.body as object), repeated: true });
  });
});

describe('the status of an account', () => {
  const set = (status: string) => ({ status, reason: 'asked for' });

  test('is changed by operators', async () => {
    const server = await startServer();
    expectRefusal(await post(server, 'ann', 'status', set('reduce-only')), 'AUTH_FORBIDDEN');
    strictEqual((await post(server, 'operator', 'status', set('reduce-only'))).status, 201);
    const same = await post(server, 'operator', 'status', set('reduce-only'));
    expectRefusal(same, 'ACCOUNT_STATUS', 'status');
  });

  test('closed ends an account that is empty', async () => {
    const server = await startServer();
    expectRefusal(await post(server, 'operator', 'status', set('closed')), 'ACCOUNT_NOT_EMPTY');
    for (const [asset, amount] of [
      ['USD', '1000'],
      ['BTC', '10'],
    ]) {
      await post(server, 'ann', 'transfers', { asset, amount, reference: `${asset}`, to: 'bob' });
    }
    strictEqual((await post(server, 'operator', 'status', set('closed'))).status, 201);
    const back = { asset: 'USD', amount: '1', reference: 'back', to: 'ann' };
    const refused = await server.send('bob', 'POST', '/v1/accounts/bob/transfers', { body: back });
    expectRefusal(refused, 'LEDGER_UNKNOWN_RECIPIENT', 'to');
    const order = await server.send('ann', 'POST', '/v1/orders', { body: ORDER });
    expectRefusal(order, 'ACCOUNT_CLOSED');
  });
});

describe('cancel on silence', () => {
  async function startAt(clock: { nowMs: number }) {
    const server = await startServer(() => epochMs(clock.nowMs));
    await place(server, 'ann');
    return server;
  }

  /** Something is appended: the clock looks how late it is. */
  async function stir(server: Server): Promise<void> {
    const { length } = await eventsOf(server, 'account-cat');
    const body = { asset: 'USD', amount: '1', reference: `stir-${length}` };
    const { status } = await server.send('operator', 'POST', '/v1/accounts/cat/deposits', { body });
    strictEqual(status, 201);
  }

  test('cancels every order of a client that is not heard again', async () => {
    const clock = { nowMs: 1_000 };
    const server = await startAt(clock);
    strictEqual(
      (await post(server, 'ann', 'cancel-on-silence', { timeoutMs: 10_000 })).status,
      201,
    );
    clock.nowMs = 15_999;
    await stir(server);
    strictEqual(heldBy(server, 'ann'), '100.2');
    clock.nowMs = 16_000;
    await stir(server);
    await until('all is cancelled', () => heldBy(server, 'ann') === '0');
    equal((await typesIn(server, 'account-ann')).slice(4), [
      'SilenceTimerSet',
      'SilenceTimerFired',
      'OrdersCancelRequested',
      'OrderClosed',
    ]);
    // It fires once; the client may go on.
    await place(server, 'ann', { clientOrderId: 'next' });
    await proven(server.log);
  });

  test('leaves the orders of a client that is heard in time', async () => {
    const clock = { nowMs: 1_000 };
    const server = await startAt(clock);
    const first = await post(server, 'ann', 'cancel-on-silence', { timeoutMs: 10_000 });
    clock.nowMs = 3_000;
    const soon = await post(server, 'ann', 'cancel-on-silence', { timeoutMs: 10_000 });
    equal(soon.body, { ...(first.body as object), repeated: true });
    clock.nowMs = 9_000;
    await post(server, 'ann', 'cancel-on-silence', { timeoutMs: 10_000 });
    clock.nowMs = 23_999;
    await stir(server);
    await stir(server);
    strictEqual(heldBy(server, 'ann'), '100.2');
    clock.nowMs = 24_000;
    await stir(server);
    await until('all is cancelled', () => heldBy(server, 'ann') === '0');
  });

  test('is taken off with 0', async () => {
    const clock = { nowMs: 1_000 };
    const server = await startAt(clock);
    await post(server, 'ann', 'cancel-on-silence', { timeoutMs: 1_000 });
    await post(server, 'ann', 'cancel-on-silence', { timeoutMs: 0 });
    clock.nowMs = 100_000;
    await stir(server);
    await server.send('ann', 'POST', '/v1/orders', { body: newOrder, headers: WAIT });
    strictEqual(heldBy(server, 'ann'), '200.4');
  });

  test('is not armed for no time at all, nor for days', async () => {
    const server = await startServer();
    for (const timeoutMs of [1, 999, 86_400_001]) {
      const refused = await post(server, 'ann', 'cancel-on-silence', { timeoutMs });
      expectRefusal(refused, 'ACCOUNT_SILENCE_TIMEOUT', 'timeoutMs');
    }
  });
});
