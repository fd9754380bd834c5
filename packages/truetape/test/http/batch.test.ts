import { deepStrictEqual, strictEqual } from 'node:assert';
import { type BatchAnswer, batchAnswer, ERRORS } from '@truetape/contracts';
import { problemOf } from '@truetape/edge';
import { test } from 'vitest';
import { type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, receiptedEvent } from './support.ts';
import { ORDER } from './venue.ts';

async function placeAll(server: Server, orders: readonly unknown[]): Promise<BatchAnswer> {
  const sent = { body: { orders } };
  const { status, body } = await server.send('ann', 'POST', '/v1/orders/batch', sent);
  strictEqual(status, 200);
  return batchAnswer.parse(body);
}

/** Of each result in order: its order and revision, or its code and field. The status must be that of the code. */
function inShort({ results }: BatchAnswer) {
  return results.map((result) => {
    if ('order' in result) {
      const { clientOrderId, receipt, repeated } = result.order;
      return [clientOrderId, receipt.revision, ...(repeated === true ? ['repeated'] : [])];
    }
    const { code, field } = result.problem;
    deepStrictEqual(
      [result.status, result.problem.status],
      [ERRORS[code].status, ERRORS[code].status],
    );
    return [code, field];
  });
}

const named = (clientOrderId: string, change: object = {}) => ({
  ...ORDER,
  quantity: '0.1',
  clientOrderId,
  ...change,
});

test('every order is answered in its place, and a bad one in the middle changes no other', async () => {
  const server = await startServer();
  const answer = await placeAll(server, [
    named('a'),
    { ...named('b'), price: 100 },
    named('c', { symbol: 'XRP-USD' }),
    null,
    named('d', { extra: true }),
    named('e', { quantity: '15' }),
    named('f', { price: '99' }),
    named('a'),
    named('f'),
  ]);
  deepStrictEqual(inShort(answer), [
    ['a', 3],
    ['REQUEST_INVALID', 'orders[1].price'],
    ['ORDER_UNKNOWN_SYMBOL', 'symbol'],
    ['REQUEST_INVALID', 'orders[3]'],
    ['REQUEST_UNKNOWN_FIELD', 'orders[4].extra'],
    ['RISK_INSUFFICIENT_FUNDS', 'quantity'],
    ['f', 4],
    ['a', 3, 'repeated'],
    ['ORDER_DUPLICATE_ID', 'clientOrderId'],
  ]);
  for (const result of answer.results) {
    if (!('order' in result)) continue;
    const { type, data } = await receiptedEvent(server, result.order);
    const { clientOrderId, price } = data as { clientOrderId: string; price: string };
    deepStrictEqual(
      [type, clientOrderId, price],
      ['OrderPlaced', result.order.clientOrderId, result.order.price],
    );
  }
  const account = await eventsOf(server, 'account-ann');
  deepStrictEqual(
    account.slice(3).map(({ type }) => type),
    ['OrderPlaced', 'OrderPlaced'],
  );
  deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '19.9398' });
});

test('a denied order is the problem that it would be alone', async () => {
  const server = await startServer();
  const { results } = await placeAll(server, [named('a', { price: '100.25' })]);
  const problem = problemOf('ORDER_TICK_SIZE', { field: 'price' });
  deepStrictEqual(results, [{ status: 422, problem }]);
});

test('orders are decided one after the other: what the first holds the second cannot have', async () => {
  const server = await startServer();
  const six = { quantity: '6' };
  const answer = await placeAll(server, [named('a', six), named('b', six), named('c')]);
  deepStrictEqual(inShort(answer), [
    ['a', 3],
    ['RISK_INSUFFICIENT_FUNDS', 'quantity'],
    ['c', 4],
  ]);
});

test('a hundred orders share one append, and the whole batch sent again is a hundred repeats', async () => {
  const server = await startServer();
  const orders = Array.from({ length: 100 }, (_, index) =>
    named(`o-${index}`, { price: '50', quantity: '0.1' }),
  );
  const answer = await placeAll(server, orders);
  deepStrictEqual(
    inShort(answer),
    orders.map(({ clientOrderId }, index) => [clientOrderId, 3 + index]),
  );
  const positions = answer.results.map((result) => ('order' in result ? result.order.position : 0));
  const [first = 0] = positions;
  deepStrictEqual(
    positions,
    orders.map((_, index) => first + index),
  );
  deepStrictEqual(
    inShort(await placeAll(server, orders)),
    orders.map(({ clientOrderId }, index) => [clientOrderId, 3 + index, 'repeated']),
  );
  strictEqual((await eventsOf(server, 'account-ann')).length, 103);
});
