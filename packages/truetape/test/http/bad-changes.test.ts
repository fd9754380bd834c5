import { describe, test } from 'vitest';
import { badValues, NOT_DECIMALS, NOT_TEXTS, unknownFields } from './bad-bodies.ts';
import { startServer } from './server.ts';
import { expectRefusal, leavingNoTrace, place } from './support.ts';

const REPLACE = { price: '100', quantity: '1' };
const TRANSFER = { asset: 'USD', amount: '1', reference: 'r-1' };

const BAD_REPLACES = [
  ...badValues(REPLACE, { price: NOT_DECIMALS, quantity: NOT_DECIMALS }),
  { json: '{}', code: 'REQUEST_INVALID', field: 'price' } as const,
  ...unknownFields(REPLACE, ['side', 'clientOrderId', 'Price', '__proto__']),
];

const BAD_TRANSFERS = [
  ...badValues(TRANSFER, {
    amount: [undefined, ...NOT_DECIMALS],
    asset: [undefined, ...NOT_TEXTS, '"usd"', '"USD "', '"ABCDEFGHIJK"'],
    reference: [undefined, ...NOT_TEXTS, '"a b"', '"\u00e4"', `"${'r'.repeat(65)}"`],
  }),
  ...unknownFields(TRANSFER, ['accountId', 'Amount', '__proto__']),
];

const BAD_BATCHES = [
  ...badValues({}, { orders: [undefined, ...NOT_TEXTS, '[]', `[${'{},'.repeat(100)}{}]`] }),
  ...unknownFields({ orders: [{}] }, ['order', '__proto__']),
];

test.each([
  { caller: 'ann', method: 'PATCH', path: '/v1/orders/ann.3', bodies: BAD_REPLACES },
  { caller: 'operator', method: 'POST', path: '/v1/accounts/ann/deposits', bodies: BAD_TRANSFERS },
  { caller: 'ann', method: 'POST', path: '/v1/accounts/ann/withdrawals', bodies: BAD_TRANSFERS },
  { caller: 'ann', method: 'POST', path: '/v1/orders/batch', bodies: BAD_BATCHES },
] as const)(
  'a body of the wrong form is refused by $method $path with the field to blame, and leaves no trace',
  async ({ caller, method, path, bodies }) => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      for (const { json, code, field } of bodies) {
        const answered = await server.send(caller, method, path, { body: json });
        expectRefusal(answered, code, field, json);
      }
    });
  },
);

describe('a cancel of all orders', () => {
  test.each([
    ['symbol=', 'REQUEST_INVALID', 'symbol'],
    ['symbol=btc-usd', 'REQUEST_INVALID', 'symbol'],
    ['symbol=BTC-USD%20', 'REQUEST_INVALID', 'symbol'],
    ['symbol=BTC-USD&symbol=ETH-USD', 'REQUEST_INVALID', 'symbol'],
    ['Symbol=BTC-USD', 'REQUEST_UNKNOWN_FIELD', 'Symbol'],
    ['symbol=BTC-USD&side=buy', 'REQUEST_UNKNOWN_FIELD', 'side'],
    ['symbol=XRP-USD', 'ORDER_UNKNOWN_SYMBOL', 'symbol'],
  ] as const)('with ?%s is refused with %s and leaves no trace', async (query, code, field) => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      expectRefusal(await server.send('ann', 'DELETE', `/v1/orders?${query}`), code, field);
    });
  });
});

test.each(['/v1/orders', '/v1/orders/ann.3'])(
  'a body is refused by DELETE %s and leaves no trace',
  async (path) => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      const body = { symbol: 'BTC-USD' };
      expectRefusal(await server.send('ann', 'DELETE', path, { body }), 'REQUEST_INVALID');
    });
  },
);
