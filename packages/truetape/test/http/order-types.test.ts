import { deepStrictEqual, strictEqual } from 'node:assert';
import { type Data, type OcoAnswer, type Order, ocoAnswer } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { START } from '@truetape/event-store';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, expectRefusal, leavingNoTrace, place, WAIT } from './support.ts';
import { ORDER } from './venue.ts';

/** A venue whose time a test sets. What is due happens with the next thing that is said. */
async function startTimed() {
  const time = { nowMs: 1_000 };
  const server = await startServer(() => epochMs(time.nowMs));
  const later = async (nowMs: number) => {
    time.nowMs = nowMs;
    const body = { asset: 'ETH', amount: '1', reference: `at-${nowMs}` };
    const answered = await server.send('operator', 'POST', '/v1/accounts/cat/deposits', { body });
    strictEqual(answered.status, 201);
  };
  return { server, later };
}

/** An order as its account has it, once it has that status. */
function orderIn({ log, accounts }: Server, orderId: string, status: Order['status']) {
  const [accountId = ''] = orderId.split('.');
  return new Promise<Order>((resolve, reject) => {
    const subscription = log.subscribeAll({
      after: START,
      prefixes: ['account-', 'market-'],
      onEvents: () => {
        const order = accounts.viewOrder(accountId, orderId);
        if (order?.status !== status) return;
        void subscription.stop();
        resolve(order);
      },
      onFailure: reject,
    });
  });
}

const STOP = { type: 'stop', price: undefined, stopPrice: '105' } as const;
const LATER = '1970-01-01T00:01:00.000Z';

describe('every kind of order is taken, waits and is proven', () => {
  test.each([
    ['an iceberg', { displayQuantity: '0.1' }, {}],
    ['a day order', { timeInForce: 'DAY' }, { expiresAt: '1970-01-02T00:00:00.000Z' }],
    ['one with an end', { timeInForce: 'GTD', expiresAt: LATER }, {}],
    ['a stop', STOP, {}],
    ['a stop with a limit', { ...STOP, type: 'stop-limit', price: '106' }, {}],
    [
      'a trailing stop',
      { type: 'trailing-stop', price: undefined, trailingOffset: '5', timeInForce: 'DAY' },
      { expiresAt: '1970-01-02T00:00:00.000Z' },
    ],
  ])('%s', async (_, change, more) => {
    const server = await startServer();
    const { receipt: __, position: ___, ...order } = await place(server, 'ann', change);
    const want = {
      ...ORDER,
      accountId: 'ann',
      orderId: 'ann.3',
      timeInForce: 'GTC',
      postOnly: false,
      filled: '0',
      remaining: '1',
      status: 'open',
      ...change,
      ...more,
    };
    deepStrictEqual(order, JSON.parse(JSON.stringify(want)));
    await proven(server.log);
  });
});

describe('an order', () => {
  test('that is shown in slices trades whole', async () => {
    const server = await startServer();
    await place(server, 'ann', { displayQuantity: '0.3' });
    const taker = await place(server, 'bob', { side: 'sell' });
    deepStrictEqual([taker.status, taker.filled], ['filled', '1']);
    deepStrictEqual((await orderIn(server, 'ann.3', 'filled')).filled, '1');
    strictEqual((await proven(server.log)).trades, 4);
  });

  test('that waits for a stop trades when somebody trades there', async () => {
    const server = await startServer();
    await place(server, 'cat', { side: 'sell', price: '105', quantity: '2' });
    await place(server, 'ann', STOP);
    await place(server, 'bob', { price: '105', quantity: '0.5' });
    const { filled, remaining } = await orderIn(server, 'ann.3', 'filled');
    deepStrictEqual([filled, remaining], ['1', '0']);
    deepStrictEqual(balancesOf(server, 'ann').USD?.held, '0');
    await proven(server.log);
  });

  test('whose stop follows the market trades when that turns', async () => {
    const server = await startServer();
    const trailing = { side: 'sell', type: 'trailing-stop', price: undefined, trailingOffset: '5' };
    await place(server, 'ann', trailing);
    const trade = async (id: string, price: string) => {
      await place(server, 'cat', { clientOrderId: id, side: 'sell', price, quantity: '0.1' });
      await place(server, 'bob', { clientOrderId: id, price, quantity: '0.1' });
    };
    await trade('up', '110');
    await place(server, 'bob', { clientOrderId: 'bid', price: '100' });
    strictEqual(server.accounts.viewOrder('ann', 'ann.3')?.status, 'open');
    await trade('down', '105');
    strictEqual((await orderIn(server, 'ann.3', 'filled')).filled, '1');
    await proven(server.log);
  });

  test('that says what it spends buys what that buys', async () => {
    const server = await startServer();
    await place(server, 'cat', { side: 'sell', quantity: '2' });
    const spending = { type: 'market', price: undefined, quantity: undefined };
    const answer = await place(server, 'ann', { ...spending, quoteQuantity: '150.25' });
    deepStrictEqual(
      [answer.status, answer.filled, answer.remaining, answer.quoteQuantity],
      ['filled', '1.5', '0', '150.25'],
    );
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '849.7', held: '0' });
    await proven(server.log);
  });

  test('that has an end ends then, and gives back what it held', async () => {
    const { server, later } = await startTimed();
    await place(server, 'ann', { timeInForce: 'GTD', expiresAt: LATER });
    await place(server, 'ann', { clientOrderId: 'day', timeInForce: 'DAY', price: '99' });
    await later(60_000);
    const { status, reason } = await orderIn(server, 'ann.3', 'expired');
    deepStrictEqual([status, reason], ['expired', 'expired']);
    strictEqual(server.accounts.viewOrder('ann', 'ann.4')?.status, 'open');
    await later(86_400_000);
    await orderIn(server, 'ann.4', 'expired');
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '0' });
    const told = (await eventsOf(server, 'clock')).map(({ data }) => (data as { to: string }).to);
    deepStrictEqual(told, [LATER, '1970-01-02T00:00:00.000Z']);
    await proven(server.log);
  });

  test('that meets one of its account does what it says of that', async () => {
    const server = await startServer();
    await place(server, 'ann', { clientOrderId: 'own', side: 'sell' });
    const taker = await place(server, 'ann', { selfTradePrevention: 'decrement', quantity: '1.5' });
    deepStrictEqual([taker.status, taker.quantity, taker.filled], ['open', '0.5', '0']);
    const { reason } = await orderIn(server, 'ann.3', 'cancelled');
    strictEqual(reason, 'self-trade-prevention');
    await proven(server.log);
  });

  test('in an auction trades at its end, at one price', async () => {
    const { server, later } = await startTimed();
    const asked = await server.send('operator', 'POST', '/v1/instruments/BTC-USD/auction', {
      body: { seconds: 60 },
    });
    strictEqual(asked.status, 202);
    await place(server, 'ann', { price: '110' });
    await place(server, 'bob', { side: 'sell', price: '90', quantity: '0.4' });
    await place(server, 'cat', { side: 'sell', price: '95', quantity: '1' });
    strictEqual(server.accounts.viewOrder('ann', 'ann.3')?.filled, '0');
    await later(61_000);
    strictEqual((await orderIn(server, 'ann.3', 'filled')).filled, '1');
    const { trades, inFlight } = await proven(server.log);
    deepStrictEqual([trades, inFlight], [2, 0]);
    const last = (await eventsOf(server, 'market-BTC-USD')).at(-1);
    const changed = last?.data as Data<'MarketStateChanged'> | undefined;
    deepStrictEqual([changed?.to, changed?.reason], ['open', 'auction-end']);
  });
});

const OCO = {
  symbol: 'BTC-USD',
  side: 'sell',
  quantity: '2',
  limit: { clientOrderId: 'high', price: '110' },
  stop: { clientOrderId: 'low', type: 'stop-limit', stopPrice: '90', price: '85' },
} as const;

describe('a pair of orders', () => {
  const placePair = async ({ send }: Server, body: object = OCO): Promise<OcoAnswer> => {
    const answered = await send('ann', 'POST', '/v1/orders/oco', { body, headers: WAIT });
    strictEqual(answered.status, 201, JSON.stringify(answered.body));
    return ocoAnswer.parse(answered.body);
  };

  test('is answered with both, and holds once', async () => {
    const server = await startServer();
    const { orders, receipt } = await placePair(server);
    const shared = { accountId: 'ann', symbol: 'BTC-USD', side: 'sell', quantity: '2' };
    const open = {
      filled: '0',
      remaining: '2',
      status: 'open',
      timeInForce: 'GTC',
      postOnly: false,
    };
    deepStrictEqual(orders, [
      { ...shared, ...open, ...OCO.limit, type: 'limit', orderId: 'ann.3', partnerId: 'ann.4' },
      { ...shared, ...open, ...OCO.stop, orderId: 'ann.4', partnerId: 'ann.3' },
    ]);
    deepStrictEqual([receipt.stream, receipt.revision], ['account-ann', 4]);
    deepStrictEqual(balancesOf(server, 'ann').BTC, { total: '10', held: '2' });
    await proven(server.log);
  });

  test('is one pair however often it is sent, and refused with other content', async () => {
    const server = await startServer();
    const first = await placePair(server);
    const again = await placePair(server);
    deepStrictEqual(
      [again.receipt, again.repeated, first.repeated],
      [first.receipt, true, undefined],
    );
    for (const body of [
      { ...OCO, quantity: '3' },
      { ...OCO, stop: { ...OCO.stop, stopPrice: '91' } },
      { ...OCO, stop: { ...OCO.stop, clientOrderId: 'other' } },
      { ...OCO, stop: { ...OCO.stop, clientOrderId: 'high' } },
    ]) {
      const answered = await server.send('ann', 'POST', '/v1/orders/oco', { body });
      expectRefusal(answered, 'ORDER_DUPLICATE_ID', 'clientOrderId', JSON.stringify(body));
    }
    strictEqual((await eventsOf(server, 'account-ann')).length, 5);
  });

  test('is over when one leg trades', async () => {
    const server = await startServer();
    await placePair(server);
    await place(server, 'bob', { price: '110', quantity: '0.5' });
    strictEqual((await orderIn(server, 'ann.4', 'cancelled')).reason, 'one-cancels-other');
    deepStrictEqual(balancesOf(server, 'ann').BTC, { total: '9.5', held: '1.5' });
    await proven(server.log);
  });

  test('ends together when it is due', async () => {
    const { server, later } = await startTimed();
    await placePair(server, { ...OCO, timeInForce: 'GTD', expiresAt: LATER });
    await later(60_000);
    strictEqual((await orderIn(server, 'ann.3', 'expired')).reason, 'expired');
    strictEqual((await orderIn(server, 'ann.4', 'cancelled')).reason, 'one-cancels-other');
    deepStrictEqual(balancesOf(server, 'ann').BTC, { total: '10', held: '0' });
    await proven(server.log);
  });

  test.each([
    [{ ...OCO, quantity: undefined }, 'REQUEST_INVALID', 'quantity'],
    [{ ...OCO, timeInForce: 'IOC' }, 'REQUEST_INVALID', 'timeInForce'],
    [{ ...OCO, stop: { ...OCO.stop, type: 'limit' } }, 'REQUEST_INVALID', 'stop.type'],
    [{ ...OCO, stop: { ...OCO.stop, price: undefined } }, 'REQUEST_INVALID', 'stop.price'],
    [
      { ...OCO, limit: { ...OCO.limit, stopPrice: '1' } },
      'REQUEST_UNKNOWN_FIELD',
      'limit.stopPrice',
    ],
    [{ ...OCO, symbol: 'XRP-USD' }, 'ORDER_UNKNOWN_SYMBOL', 'symbol'],
    [{ ...OCO, quantity: '10.01' }, 'RISK_INSUFFICIENT_FUNDS', 'quantity'],
  ] as const)('%j is refused with %s %s and places neither', async (body, code, field) => {
    const server = await startServer();
    const before = await eventsOf(server, 'account-ann');
    expectRefusal(await server.send('ann', 'POST', '/v1/orders/oco', { body }), code, field);
    deepStrictEqual(await eventsOf(server, 'account-ann'), before);
  });
});

describe('a test of an order of any kind', () => {
  test('says what placing it would say, and leaves no trace', async () => {
    const server = await startServer();
    await leavingNoTrace(server, async () => {
      const test = (change: object) =>
        server.send('ann', 'POST', '/v1/orders/test', { body: { ...ORDER, ...change } });
      strictEqual((await test(STOP)).status, 200);
      expectRefusal(await test({ ...STOP, stopPrice: '105.2' }), 'ORDER_TICK_SIZE', 'stopPrice');
      expectRefusal(
        await test({ displayQuantity: '2' }),
        'ORDER_DISPLAY_QUANTITY',
        'displayQuantity',
      );
      const past = { timeInForce: 'GTD', expiresAt: '1970-01-01T00:00:01.000Z' };
      expectRefusal(await test(past), 'ORDER_EXPIRY', 'expiresAt');
    });
  });
});
