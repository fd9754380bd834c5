import { deepStrictEqual, strictEqual } from 'node:assert';
import { commandAnswer, orderAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, expectRefusal, place, receiptedEvent, WAIT } from './support.ts';

/** Sends a command on one order that must be taken, and waits for the market. */
async function change(server: Server, method: string, id: string, body?: object, key?: string) {
  const headers = { ...WAIT, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const answered = await server.send('ann', method, `/v1/orders/${id}`, { body, headers });
  strictEqual(answered.status, 200, JSON.stringify(answered.body));
  return orderAnswer.parse(answered.body);
}

async function typesOf(server: Server, stream: string): Promise<readonly string[]> {
  return (await eventsOf(server, stream)).map(({ type }) => type);
}

function statusesOf({ accounts }: Server, ...orderIds: readonly string[]) {
  return orderIds.map((id) => accounts.viewOrder(id.split('.')[0] ?? '', id)?.status);
}

describe('replacing', () => {
  test('is answered 202 with the order as it still is, and the receipt of the request', async () => {
    const server = await startServer();
    const { receipt: _, position: __, ...order } = await place(server, 'ann');
    const { status, body } = await server.send('ann', 'PATCH', '/v1/orders/ann.3', {
      body: { price: '101' },
    });
    strictEqual(status, 202);
    const { receipt, position, ...view } = orderAnswer.parse(body);
    deepStrictEqual(view, order);
    const event = await receiptedEvent(server, { receipt, position });
    deepStrictEqual(
      [event.stream, event.revision, event.type, event.data],
      [
        'account-ann',
        4,
        'OrderReplaceRequested',
        {
          at: '1970-01-01T00:00:01.000Z',
          hold: { amount: '101.202', asset: 'USD' },
          orderId: 'ann.3',
          price: '101',
          quantity: '1',
          receivedAt: '1970-01-01T00:00:01.000Z',
          symbol: 'BTC-USD',
        },
      ],
    );
  });

  test('with Prefer: wait is answered with the new terms, and holds what they need', async () => {
    const server = await startServer();
    const { receipt: _, position: __, ...order } = await place(server, 'ann');
    const { receipt, position, ...view } = await change(server, 'PATCH', 'ann.3', {
      price: '50',
      quantity: '2.5',
    });
    deepStrictEqual(view, { ...order, price: '50', quantity: '2.5', remaining: '2.5' });
    const last = (await eventsOf(server, 'account-ann')).at(-1);
    strictEqual(last?.type, 'OrderReplaceSettled');
    strictEqual(position >= last.position, true);
    deepStrictEqual([receipt.stream, receipt.revision], ['account-ann', 4]);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '125.25' });
  });

  test.each([
    ['less at the same price keeps its place', [{ quantity: '0.5' }], [true], 'ann.3'],
    ['the same terms keep its place', [{ price: '100', quantity: '1' }], [true], 'ann.3'],
    ['more loses its place', [{ quantity: '1.5' }], [false], 'bob.3'],
    [
      'another price and back loses its place',
      [{ price: '99' }, { price: '100' }],
      [false, false],
      'bob.3',
    ],
  ] as const)('%s', async (_title, replaces, kept, firstMaker) => {
    const server = await startServer();
    await place(server, 'ann');
    await place(server, 'bob');
    for (const body of replaces) await change(server, 'PATCH', 'ann.3', body);
    await place(server, 'cat', { side: 'sell', quantity: '0.5' });
    const market = await eventsOf(server, 'market-BTC-USD');
    const priorities = market
      .filter(({ type }) => type === 'OrderReplaced')
      .map(({ data }) => (data as { priorityKept: boolean }).priorityKept);
    const makers = market
      .filter(({ type }) => type === 'TradeExecuted')
      .map(({ data }) => (data as { maker: { orderId: string } }).maker.orderId);
    deepStrictEqual({ priorities, makers }, { priorities: kept, makers: [firstMaker] });
  });

  test('to a price that crosses trades at once', async () => {
    const server = await startServer();
    await place(server, 'bob', { side: 'sell', price: '101' });
    await place(server, 'ann');
    const { status, filled } = await change(server, 'PATCH', 'ann.3', { price: '101' });
    deepStrictEqual([status, filled], ['filled', '1']);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '898.798', held: '0' });
  });
});

describe('cancelling', () => {
  test('is answered 202 with the receipt of the request, and with Prefer: wait with the end', async () => {
    const server = await startServer();
    const { receipt: _, position: __, ...order } = await place(server, 'ann');
    await place(server, 'ann', { clientOrderId: 'c-2' });
    const { status, body } = await server.send('ann', 'DELETE', '/v1/orders/ann.4');
    strictEqual(status, 202);
    const asked = orderAnswer.parse(body);
    deepStrictEqual([asked.orderId, asked.status], ['ann.4', 'open']);
    strictEqual((await receiptedEvent(server, asked)).type, 'OrderCancelRequested');

    const { receipt: ___, position: ____, ...view } = await change(server, 'DELETE', 'ann.3');
    deepStrictEqual(view, { ...order, status: 'cancelled', reason: 'requested' });
    deepStrictEqual(statusesOf(server, 'ann.3', 'ann.4'), ['cancelled', 'cancelled']);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '0' });
  });

  test.each([
    ['all', '', ['cancelled', 'cancelled', 'cancelled', 'open']],
    ['one market', '?symbol=BTC-USD', ['cancelled', 'cancelled', 'open', 'open']],
    ['the other market', '?symbol=ETH-USD', ['open', 'open', 'cancelled', 'open']],
  ])(
    '%s reaches the orders of the account there, and no others',
    async (_title, query, statuses) => {
      const server = await startServer();
      await place(server, 'ann');
      await place(server, 'ann', { clientOrderId: 'c-2', side: 'sell', price: '200' });
      await place(server, 'ann', { clientOrderId: 'c-3', symbol: 'ETH-USD' });
      await place(server, 'bob');
      const { status, body } = await server.send('ann', 'DELETE', `/v1/orders${query}`);
      strictEqual(status, 202);
      const answer = commandAnswer.parse(body);
      strictEqual((await receiptedEvent(server, answer)).type, 'OrdersCancelRequested');
      const { revision } = answer.receipt;
      const symbols = query === '' ? ['BTC-USD', 'ETH-USD'] : [query.slice('?symbol='.length)];
      for (const symbol of symbols) await server.accounts.matched('ann', symbol, revision);
      deepStrictEqual(statusesOf(server, 'ann.3', 'ann.4', 'ann.5', 'bob.3'), statuses);
    },
  );
});

describe('an Idempotency-Key', () => {
  test('makes a replace sent twice one replace', async () => {
    const server = await startServer();
    await place(server, 'ann');
    const first = await change(server, 'PATCH', 'ann.3', { price: '99' }, 'k-1');
    const types = await typesOf(server, 'account-ann');
    const { position: _, ...again } = await change(
      server,
      'PATCH',
      'ann.3',
      { price: '99.0' },
      'k-1',
    );
    const { position: __, ...before } = first;
    deepStrictEqual(again, { ...before, repeated: true });
    deepStrictEqual(await typesOf(server, 'account-ann'), types);
  });

  test('answers a cancel sent twice with its receipt, though the order is closed', async () => {
    const server = await startServer();
    await place(server, 'ann');
    const first = await change(server, 'DELETE', 'ann.3', undefined, 'k-1');
    const { receipt } = first;
    const again = await server.send('ann', 'DELETE', '/v1/orders/ann.3', {
      headers: { 'idempotency-key': 'k-1' },
    });
    const answer = orderAnswer.parse(again.body);
    await receiptedEvent(server, answer);
    deepStrictEqual(
      [again.status, answer.receipt, answer.repeated, answer.status],
      [202, receipt, true, 'cancelled'],
    );
    expectRefusal(await server.send('ann', 'DELETE', '/v1/orders/ann.3'), 'ORDER_CLOSED');
  });

  test('makes a cancel of all sent twice one: what is placed between them stays', async () => {
    const server = await startServer();
    const all = { headers: { 'idempotency-key': 'k-1' } };
    const first = commandAnswer.parse((await server.send('ann', 'DELETE', '/v1/orders', all)).body);
    await place(server, 'ann');
    const again = await server.send('ann', 'DELETE', '/v1/orders', all);
    deepStrictEqual([again.status, again.body], [202, { ...first, repeated: true }]);
    await server.accounts.matched('ann', 'BTC-USD', first.receipt.revision);
    deepStrictEqual(statusesOf(server, 'ann.4'), ['open']);
  });

  test.each([
    ['PATCH', '/v1/orders/ann.3', { price: '98' }],
    ['PATCH', '/v1/orders/ann.3', { price: '99', quantity: '2' }],
    ['PATCH', '/v1/orders/ann.3', { price: '99.25' }],
    ['PATCH', '/v1/orders/ann.4', { price: '99' }],
    ['DELETE', '/v1/orders/ann.3', undefined],
    ['DELETE', '/v1/orders', undefined],
    ['DELETE', '/v1/orders?symbol=BTC-USD', undefined],
  ])('of a replace is refused for %s %s %j', async (method, path, body) => {
    const server = await startServer();
    await place(server, 'ann');
    await place(server, 'ann', { clientOrderId: 'c-2' });
    await change(server, 'PATCH', 'ann.3', { price: '99' }, 'k-1');
    const types = await typesOf(server, 'account-ann');
    const balances = balancesOf(server, 'ann');
    const headers = { 'idempotency-key': 'k-1' };
    const answered = await server.send('ann', method, path, { body, headers });
    expectRefusal(answered, 'REQUEST_KEY_REUSED', 'Idempotency-Key');
    deepStrictEqual(await typesOf(server, 'account-ann'), types);
    deepStrictEqual(balancesOf(server, 'ann'), balances);
  });

  test('of another account is free', async () => {
    const server = await startServer();
    const all = { headers: { 'idempotency-key': 'k-1' } };
    await server.send('ann', 'DELETE', '/v1/orders', all);
    const { status, body } = await server.send('bob', 'DELETE', '/v1/orders', all);
    const { receipt, repeated } = commandAnswer.parse(body);
    deepStrictEqual([status, receipt.stream, repeated], [202, 'account-bob', undefined]);
  });
});
