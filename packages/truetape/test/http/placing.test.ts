import { deepStrictEqual, strictEqual } from 'node:assert';
import { type OrderAnswer, orderAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { startServer, startServerWithoutMatcher } from './server.ts';
import {
  balancesOf,
  eventsOf,
  expectRefusal,
  firstEvents,
  leavingNoTrace,
  place,
  receiptedEvent,
} from './support.ts';
import { ORDER } from './venue.ts';

const AT = '1970-01-01T00:00:01.000Z';

/** {@link ORDER} of `ann` as clients see it. */
const VIEW = {
  ...ORDER,
  accountId: 'ann',
  orderId: 'ann.3',
  timeInForce: 'GTC',
  postOnly: false,
  filled: '0',
  remaining: '1',
  status: 'open',
};

/** The order in an answer, without the proof of where it stands. */
function viewIn({ receipt: _, position: __, ...view }: OrderAnswer) {
  return view;
}

describe('placing', () => {
  test('is answered with the order and the receipt of its event, which holds its price and fee', async () => {
    const server = await startServer();
    const { status, body } = await server.send('ann', 'POST', '/v1/orders', { body: ORDER });
    strictEqual(status, 201);
    const answer = orderAnswer.parse(body);
    deepStrictEqual(viewIn(answer), { ...VIEW, status: 'pending' });
    const { stream, revision, type, data } = await receiptedEvent(server, answer);
    deepStrictEqual(
      { stream, revision, type, data },
      {
        stream: 'account-ann',
        revision: 3,
        type: 'OrderPlaced',
        data: {
          at: AT,
          clientOrderId: 'c-1',
          feeTier: 'standard',
          hold: { amount: '100.2', asset: 'USD' },
          instrumentRevision: 0,
          makerRate: '0.001',
          postOnly: false,
          price: '100',
          quantity: '1',
          receivedAt: AT,
          ruleset: 2,
          selfTradePrevention: 'none',
          side: 'buy',
          symbol: 'BTC-USD',
          takerRate: '0.002',
          timeInForce: 'GTC',
          type: 'limit',
        },
      },
    );
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '100.2' });
  });

  test('reads decimals with zeros at their end as the same order, and writes them without', async () => {
    const server = await startServer();
    const first = await place(server, 'ann', { price: '100.000000000000000000', quantity: '1.00' });
    deepStrictEqual(viewIn(first), VIEW);
    deepStrictEqual((await place(server, 'ann')).receipt, first.receipt);
  });

  test('the same again has the same receipt for ever, whatever became of the order', async () => {
    const server = await startServer();
    const first = await place(server, 'ann');
    const again = async () => {
      const sent = { body: { ...ORDER, timeInForce: 'GTC', postOnly: false } };
      const { status, body } = await server.send('ann', 'POST', '/v1/orders', sent);
      strictEqual(status, 201);
      return body;
    };
    const { receipt } = first;
    const { position } = (await eventsOf(server, 'account-ann'))[3] ?? {};
    const repeated = { ...VIEW, receipt, position, repeated: true };
    deepStrictEqual(await again(), repeated);

    await place(server, 'bob', { side: 'sell' });
    const filled = { ...repeated, filled: '1', remaining: '0', status: 'filled' };
    deepStrictEqual(await again(), filled);
    strictEqual((await eventsOf(server, 'account-ann')).length, 5);
  });

  test('the same many times at once is one order', async () => {
    const server = await startServer();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.send('ann', 'POST', '/v1/orders', { body: ORDER })),
    );
    const bodies = answers.map(({ body }) => orderAnswer.parse(body));
    deepStrictEqual(
      new Set(bodies.map(({ receipt, position }) => JSON.stringify({ receipt, position }))).size,
      1,
    );
    strictEqual(bodies.filter(({ repeated }) => repeated === undefined).length, 1);
    const placed = (await eventsOf(server, 'account-ann')).filter(
      ({ type }) => type === 'OrderPlaced',
    );
    strictEqual(placed.length, 1);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '100.2' });
  });

  test('the id of an order of others is free', async () => {
    const server = await startServer();
    await place(server, 'ann');
    deepStrictEqual(viewIn(await place(server, 'bob')), {
      ...VIEW,
      accountId: 'bob',
      orderId: 'bob.3',
    });
  });
});

describe('with Prefer: wait the answer', () => {
  test('shows a filled order, and all of it is in the log and proven', async () => {
    const server = await startServer();
    await place(server, 'ann');
    const taker = await place(server, 'bob', { side: 'sell', type: 'market', price: undefined });
    const { price: _, ...priceless } = VIEW;
    deepStrictEqual(viewIn(taker), {
      ...priceless,
      accountId: 'bob',
      orderId: 'bob.3',
      side: 'sell',
      type: 'market',
      timeInForce: 'IOC',
      filled: '1',
      remaining: '0',
      status: 'filled',
    });
    // It reflects the settlement of the taker, which stands after what the receipt names.
    const settled = (await eventsOf(server, 'account-bob')).at(-1);
    deepStrictEqual(settled?.type, 'TradeSettled');
    strictEqual(taker.position >= settled.position, true);
    strictEqual((await proven(server.log)).trades, 1);
    deepStrictEqual(balancesOf(server, 'ann'), {
      USD: { total: '899.9', held: '0' },
      BTC: { total: '11', held: '0' },
    });
    deepStrictEqual(balancesOf(server, 'bob'), {
      USD: { total: '1099.8', held: '0' },
      BTC: { total: '9', held: '0' },
    });
  });

  test.each([
    ['IOC', '1.5', { filled: '1', remaining: '0.5', reason: 'immediate-or-cancel' }],
    ['FOK', '1.5', { filled: '0', remaining: '1.5', reason: 'fill-or-kill' }],
  ])(
    'shows why the rest of an %s order is cancelled, and nothing is held',
    async (timeInForce, quantity, is) => {
      const server = await startServer();
      await place(server, 'ann');
      const taker = await place(server, 'bob', { side: 'sell', timeInForce, quantity });
      deepStrictEqual(viewIn(taker), {
        ...VIEW,
        accountId: 'bob',
        orderId: 'bob.3',
        side: 'sell',
        timeInForce,
        quantity,
        ...is,
        status: 'cancelled',
      });
      strictEqual(balancesOf(server, 'bob').BTC?.held, '0');
    },
  );

  test('shows a post-only order that would have taken as rejected, and nothing is held', async () => {
    const server = await startServer();
    await place(server, 'bob', { side: 'sell' });
    const answer = await place(server, 'ann', { postOnly: true });
    deepStrictEqual(viewIn(answer), {
      ...VIEW,
      postOnly: true,
      status: 'rejected',
      reason: 'ORDER_POST_ONLY_WOULD_TAKE',
    });
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '0' });
    strictEqual((await proven(server.log)).trades, 0);
    const resting = await place(server, 'ann', {
      clientOrderId: 'c-2',
      postOnly: true,
      price: '99.5',
    });
    strictEqual(resting.status, 'open');
  });

  test('is 202 and the pending order when the time is over before the market answers', async () => {
    const server = await startServerWithoutMatcher();
    const { status, body } = await server.send('ann', 'POST', '/v1/orders', {
      body: ORDER,
      headers: { prefer: 'wait=0' },
    });
    strictEqual(status, 202);
    const answer = orderAnswer.parse(body);
    deepStrictEqual(viewIn(answer), { ...VIEW, status: 'pending' });
    await receiptedEvent(server, answer);
  });
});

test('a market order that is pending cannot be replaced', async () => {
  const server = await startServerWithoutMatcher();
  const body = { ...ORDER, type: 'market', price: undefined };
  await server.send('ann', 'POST', '/v1/orders', { body });
  const before = balancesOf(server, 'ann');
  const sent = { body: { quantity: '2' } };
  expectRefusal(
    await server.send('ann', 'PATCH', '/v1/orders/ann.3', sent),
    'ORDER_NOT_REPLACEABLE',
  );
  await firstEvents(server, 'denials-ann', 1);
  deepStrictEqual(balancesOf(server, 'ann'), before);
  strictEqual((await eventsOf(server, 'account-ann')).length, 4);
});

describe('a test of an order', () => {
  test('that would be taken is accepted, and leaves no trace', async () => {
    const server = await startServer();
    await place(server, 'bob', { side: 'sell' });
    await leavingNoTrace(server, async () => {
      for (const body of [ORDER, ORDER, { ...ORDER, postOnly: true }]) {
        const answered = await server.send('ann', 'POST', '/v1/orders/test', { body });
        deepStrictEqual([answered.status, answered.body], [200, { accepted: true }]);
      }
    });
  });

  test.each([
    [{ symbol: 'XRP-USD' }, 'ORDER_UNKNOWN_SYMBOL', 'symbol'],
    [{ price: '100.25' }, 'ORDER_TICK_SIZE', 'price'],
    [{ quantity: '1.001' }, 'ORDER_LOT_SIZE', 'quantity'],
    [{ quantity: '10' }, 'RISK_INSUFFICIENT_FUNDS', 'quantity'],
    [{ clientOrderId: 'c-0' }, 'ORDER_DUPLICATE_ID', 'clientOrderId'],
  ] as const)(
    'with %j is denied with %s, and leaves no trace, no denial either',
    async (change, code, field) => {
      const server = await startServer();
      await place(server, 'ann', { clientOrderId: 'c-0', quantity: '0.1' });
      await leavingNoTrace(server, async () => {
        const sent = { body: { ...ORDER, ...change } };
        expectRefusal(await server.send('ann', 'POST', '/v1/orders/test', sent), code, field);
      });
    },
  );
});
