import { deepStrictEqual, strictEqual } from 'node:assert';
import { batchAnswer, type Data, ocoAnswer, orderAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Server, startServer } from './server.ts';
import { eventsOf, expectRefusal, place, WAIT } from './support.ts';
import { ORDER } from './venue.ts';

/** What the orders of `ann` say in the log. */
async function recordedIn(server: Server) {
  const events = await eventsOf(server, 'account-ann');
  return events
    .filter(({ type }) => type === 'OrderPlaced')
    .map(({ data }) => (data as Data<'OrderPlaced'>).strategy);
}

describe('the strategy of an order', () => {
  test('is recorded and shown, and a replace keeps it', async () => {
    const server = await startServer();
    const placed = await place(server, 'ann', { strategy: 'grid-2' });
    strictEqual(placed.strategy, 'grid-2');
    deepStrictEqual(await recordedIn(server), ['grid-2']);
    const sent = { body: { price: '99' }, headers: WAIT };
    const replaced = await server.send('ann', 'PATCH', `/v1/orders/${placed.orderId}`, sent);
    const { price, strategy } = orderAnswer.parse(replaced.body);
    deepStrictEqual([price, strategy], ['99', 'grid-2']);
    await proven(server.log);
  });

  test('is part of what was asked: another one under the same id is a conflict', async () => {
    const server = await startServer();
    const placed = await place(server, 'ann', { strategy: 'grid-2' });
    const again = await place(server, 'ann', { strategy: 'grid-2' });
    deepStrictEqual([again.repeated, again.receipt], [true, placed.receipt]);
    for (const body of [ORDER, { ...ORDER, strategy: 'grid-3' }]) {
      const answered = await server.send('ann', 'POST', '/v1/orders', { body });
      expectRefusal(answered, 'ORDER_DUPLICATE_ID', 'clientOrderId', JSON.stringify(body));
    }
  });

  test('is that of both legs of a pair, and of each order of a batch', async () => {
    const server = await startServer();
    const pair = {
      symbol: 'BTC-USD',
      side: 'sell',
      quantity: '1',
      strategy: 'exit',
      limit: { clientOrderId: 'high', price: '110' },
      stop: { clientOrderId: 'low', type: 'stop', stopPrice: '90' },
    };
    const answered = await server.send('ann', 'POST', '/v1/orders/oco', { body: pair });
    const { orders } = ocoAnswer.parse(answered.body);
    deepStrictEqual(
      orders.map(({ strategy }) => strategy),
      ['exit', 'exit'],
    );
    const body = {
      orders: [
        { ...ORDER, quantity: '0.1', strategy: 'a' },
        { ...ORDER, quantity: '0.1', clientOrderId: 'c-2' },
      ],
    };
    const batch = await server.send('ann', 'POST', '/v1/orders/batch', { body });
    const { results } = batchAnswer.parse(batch.body);
    deepStrictEqual(
      results.map((result) => 'order' in result && result.order.strategy),
      ['a', undefined],
    );
    deepStrictEqual(await recordedIn(server), ['exit', 'exit', 'a', undefined]);
    await proven(server.log);
  });
});
