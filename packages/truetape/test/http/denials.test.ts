import { deepStrictEqual } from 'node:assert';
import type { ErrorCode } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { type Caller, type Server, startServer } from './server.ts';
import {
  balancesOf,
  eventsOf,
  expectRefusal,
  firstEvents,
  leavingNoTrace,
  place,
} from './support.ts';
import { ORDER } from './venue.ts';

const AT = '1970-01-01T00:00:01.000Z';

/** `ann.3` is open and half filled, `ann.5` is cancelled, and `bob.5` is a sell that rests at 200. */
async function startTraded(): Promise<Server> {
  const server = await startServer();
  await place(server, 'ann');
  await place(server, 'bob', { side: 'sell', quantity: '0.5' });
  await place(server, 'ann', { clientOrderId: 'c-2', timeInForce: 'IOC', price: '50' });
  await place(server, 'bob', { clientOrderId: 'c-2', side: 'sell', price: '200' });
  return server;
}

interface Row {
  readonly sent: object;
  readonly code: ErrorCode;
  readonly field?: string;
}

interface Route {
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly command: string;
  readonly what: string;
  readonly row: Row;
}

const HUGE = '9007199254740993';
const MARKET = { type: 'market', price: undefined };

const PLACE: readonly Row[] = [
  { sent: { symbol: 'XRP-USD' }, code: 'ORDER_UNKNOWN_SYMBOL', field: 'symbol' },
  { sent: { price: '100.25' }, code: 'ORDER_TICK_SIZE', field: 'price' },
  { sent: { price: '0' }, code: 'ORDER_PRICE_BOUNDS', field: 'price' },
  { sent: { price: HUGE }, code: 'ORDER_PRICE_BOUNDS', field: 'price' },
  { sent: { quantity: '1.001' }, code: 'ORDER_LOT_SIZE', field: 'quantity' },
  { sent: { quantity: '0' }, code: 'ORDER_QUANTITY_TOO_SMALL', field: 'quantity' },
  { sent: { quantity: '0.01' }, code: 'ORDER_QUANTITY_TOO_SMALL', field: 'quantity' },
  { sent: { quantity: '100.01' }, code: 'ORDER_QUANTITY_TOO_LARGE', field: 'quantity' },
  { sent: { quantity: HUGE }, code: 'ORDER_QUANTITY_TOO_LARGE', field: 'quantity' },
  { sent: { quantity: '0.04' }, code: 'ORDER_NOTIONAL_TOO_SMALL', field: 'quantity' },
  { sent: { quantity: '20.01' }, code: 'ORDER_NOTIONAL_TOO_LARGE', field: 'quantity' },
  { sent: { quantity: '9' }, code: 'RISK_INSUFFICIENT_FUNDS', field: 'quantity' },
  {
    sent: { side: 'sell', quantity: '10.51' },
    code: 'RISK_INSUFFICIENT_FUNDS',
    field: 'quantity',
  },
  {
    sent: { symbol: 'ETH-USD', side: 'sell' },
    code: 'RISK_INSUFFICIENT_FUNDS',
    field: 'quantity',
  },
  {
    sent: { symbol: 'ETH-USD', ...MARKET },
    code: 'RISK_REFERENCE_PRICE_MISSING',
    field: 'type',
  },
];

/** Other content under the id of an order that is known, whatever else is wrong with it. */
const PLACE_KNOWN: readonly Row[] = [
  { price: '99' },
  { quantity: '2' },
  { side: 'sell' },
  { symbol: 'ETH-USD' },
  { timeInForce: 'IOC' },
  { postOnly: true },
  { ...MARKET },
  { clientOrderId: 'c-2', timeInForce: 'IOC', price: '51' },
  { symbol: 'XRP-USD' },
  { price: '100.25' },
  { price: HUGE },
].map((sent) => ({
  sent: { clientOrderId: 'c-1', ...sent },
  code: 'ORDER_DUPLICATE_ID',
  field: 'clientOrderId',
}));

const REPLACE: readonly Row[] = [
  { sent: { price: '100.25' }, code: 'ORDER_TICK_SIZE', field: 'price' },
  { sent: { price: '0' }, code: 'ORDER_PRICE_BOUNDS', field: 'price' },
  { sent: { price: HUGE }, code: 'ORDER_PRICE_BOUNDS', field: 'price' },
  { sent: { quantity: '1.001' }, code: 'ORDER_LOT_SIZE', field: 'quantity' },
  { sent: { quantity: '0.01' }, code: 'ORDER_QUANTITY_TOO_SMALL', field: 'quantity' },
  { sent: { quantity: HUGE }, code: 'ORDER_QUANTITY_TOO_LARGE', field: 'quantity' },
  { sent: { quantity: '0.5' }, code: 'ORDER_REPLACE_BELOW_FILLED', field: 'quantity' },
  { sent: { price: '0.5' }, code: 'ORDER_NOTIONAL_TOO_SMALL', field: 'quantity' },
  { sent: { quantity: '20.01' }, code: 'ORDER_NOTIONAL_TOO_LARGE', field: 'quantity' },
  { sent: { quantity: '10' }, code: 'RISK_INSUFFICIENT_FUNDS', field: 'quantity' },
];

const TRANSFER: readonly Row[] = [
  { sent: { asset: 'XRP' }, code: 'LEDGER_UNKNOWN_ASSET', field: 'asset' },
  { sent: { amount: '0' }, code: 'LEDGER_AMOUNT', field: 'amount' },
  { sent: { amount: '0.00001' }, code: 'LEDGER_AMOUNT', field: 'amount' },
  { sent: { reference: 'usd-1' }, code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' },
  { sent: { reference: 'btc-1' }, code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' },
];

/** Free are 899.85: 1000 less a fill of 50 with a fee of 0.05, and 50 with a fee of 0.15 at most held by the rest. */
const WITHDRAW: readonly Row[] = [
  ...TRANSFER,
  { sent: { amount: '899.8501' }, code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' },
  { sent: { amount: HUGE }, code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' },
  { sent: { asset: 'ETH' }, code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' },
];

const route = (caller: Caller, method: string, path: string, command: string, base: object) => ({
  with: (rows: readonly Row[]): Route[] =>
    rows.map((row) => {
      const what = Object.keys(row.sent).length === 0 ? '' : JSON.stringify(row.sent);
      const sent = { ...base, ...row.sent };
      return { caller, method, path, command, what, row: { ...row, sent } };
    }),
});

const NEW_ORDER = { ...ORDER, clientOrderId: 'new' };
const NEW_TRANSFER = { asset: 'USD', amount: '1', reference: 'new' };

const MISSING: readonly Row[] = [{ sent: {}, code: 'ORDER_NOT_FOUND' }];
const CLOSED: readonly Row[] = [{ sent: {}, code: 'ORDER_CLOSED' }];
const PRICE = { price: '99' };

const DENIED: readonly Route[] = [
  ...route('ann', 'POST', '/v1/orders', 'PlaceOrder', NEW_ORDER).with(PLACE),
  ...route('ann', 'POST', '/v1/orders', 'PlaceOrder', NEW_ORDER).with(PLACE_KNOWN),
  ...route('ann', 'PATCH', '/v1/orders/ann.3', 'ReplaceOrder', {}).with(REPLACE),
  ...route('ann', 'PATCH', '/v1/orders/ann.5', 'ReplaceOrder', PRICE).with(CLOSED),
  ...route('ann', 'PATCH', '/v1/orders/ann.999', 'ReplaceOrder', PRICE).with(MISSING),
  ...route('ann', 'PATCH', '/v1/orders/ann.4', 'ReplaceOrder', PRICE).with(MISSING),
  ...route('ann', 'DELETE', '/v1/orders/ann.5', 'CancelOrder', {}).with(CLOSED),
  ...route('ann', 'DELETE', '/v1/orders/ann.999', 'CancelOrder', {}).with(MISSING),
  ...route('ann', 'POST', '/v1/accounts/ann/withdrawals', 'Withdraw', NEW_TRANSFER).with(WITHDRAW),
  ...route('operator', 'POST', '/v1/accounts/ann/deposits', 'Deposit', NEW_TRANSFER).with(TRANSFER),
  ...route('operator', 'POST', '/v1/accounts', 'OpenAccount', { accountId: 'ann' }).with([
    { sent: {}, code: 'ACCOUNT_EXISTS', field: 'accountId' },
  ]),
];

describe('what is denied changes nothing on the account and is written beside it', () => {
  test.each(DENIED)(
    '$method $path $what: $row.code',
    async ({ caller, method, path, command, row }) => {
      const server = await startTraded();
      const { sent, code, field } = row;
      const account = async () => ({
        events: await eventsOf(server, 'account-ann'),
        balances: balancesOf(server, 'ann'),
      });
      const before = await account();
      const body = method === 'DELETE' ? undefined : sent;
      const answered = await server.send(caller, method, path, { body });
      expectRefusal(answered, code, field);

      const denials = await firstEvents(server, 'denials-ann', 1);
      deepStrictEqual(
        denials.map(({ type, data, correlationId }) => ({ type, data, correlationId })),
        [
          {
            type: 'OrderDenied',
            data: {
              at: AT,
              ...('clientOrderId' in sent ? { clientOrderId: sent.clientOrderId } : {}),
              code,
              command,
              ...(field === undefined ? {} : { field }),
            },
            correlationId: answered.headers.get('x-request-id'),
          },
        ],
      );
      deepStrictEqual(await account(), before);
    },
  );

  test('and an order for exactly what is free is taken', async () => {
    const server = await startTraded();
    const sent = { amount: '899.85', asset: 'USD', reference: 'all' };
    await server.send('ann', 'POST', '/v1/accounts/ann/withdrawals', { body: sent });
    await place(server, 'ann', {
      clientOrderId: 'all',
      side: 'sell',
      price: '150',
      quantity: '10.5',
    });
    deepStrictEqual(balancesOf(server, 'ann'), {
      USD: { total: '949.95', held: '949.95' },
      BTC: { total: '10.5', held: '10.5' },
    });
  });
});

describe('what is not yours', () => {
  const same = { 'x-request-id': 'same' };

  test.each([
    ['PATCH', { price: '199' }],
    ['DELETE', undefined],
  ])('an order of others is answered to %s as one that does not exist', async (method, body) => {
    const server = await startTraded();
    const ask = (id: string) =>
      server.send('ann', method, `/v1/orders/${id}`, { body, headers: same });
    const missing = await ask('ann.999');
    expectRefusal(missing, 'ORDER_NOT_FOUND');
    await firstEvents(server, 'denials-ann', 1);
    await leavingNoTrace(server, async () => {
      for (const id of ['bob.5', 'bob.999', 'zed.0', 'ann.05', 'ANN.3', 'ann', '%00', 'test']) {
        const { status, body: answered, headers } = await ask(id);
        deepStrictEqual({ id, status, body: answered }, { id, status: 404, body: missing.body });
        deepStrictEqual([...headers.keys()], [...missing.headers.keys()]);
      }
    });
    deepStrictEqual(balancesOf(server, 'bob').BTC, { total: '9.5', held: '1' });
  });

  test('an account of others is answered as one that does not exist', async () => {
    const server = await startTraded();
    const body = { asset: 'USD', amount: '1', reference: 'r-1' };
    const ask = (id: string) =>
      server.send('ann', 'POST', `/v1/accounts/${id}/withdrawals`, { body, headers: same });
    await leavingNoTrace(server, async () => {
      const missing = await ask('zed');
      expectRefusal(missing, 'ACCOUNT_NOT_FOUND');
      for (const id of ['bob', 'BOB', 'ann%20', 'ann.3']) {
        const { status, body: answered } = await ask(id);
        deepStrictEqual({ id, status, body: answered }, { id, status: 404, body: missing.body });
      }
    });
    deepStrictEqual(balancesOf(server, 'bob').USD?.total, '1049.9');
  });

  test('an account that was never opened can do nothing, and nothing is written about it', async () => {
    const server = await startTraded();
    const transfer = { asset: 'USD', amount: '1', reference: 'r-1' };
    await leavingNoTrace(server, async () => {
      for (const [caller, method, path, body] of [
        ['dan', 'POST', '/v1/orders', ORDER],
        ['dan', 'POST', '/v1/orders/test', ORDER],
        ['dan', 'PATCH', '/v1/orders/dan.3', { price: '99' }],
        ['dan', 'DELETE', '/v1/orders/dan.3', undefined],
        ['dan', 'DELETE', '/v1/orders', undefined],
        ['dan', 'POST', '/v1/accounts/dan/withdrawals', transfer],
        ['operator', 'POST', '/v1/accounts/dan/deposits', transfer],
        ['operator', 'POST', '/v1/accounts/DAN/deposits', transfer],
        ['operator', 'POST', '/v1/accounts/dan/withdrawals', transfer],
      ] as const) {
        const answered = await server.send(caller, method, path, { body });
        expectRefusal(answered, 'ACCOUNT_NOT_FOUND', undefined, `${caller} ${method} ${path}`);
      }
    });
  });
});
