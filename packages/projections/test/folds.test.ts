import { describe, expect, test } from 'vitest';
import { Changes, combineFolds, READ_MODELS, type Row, TABLES } from '../src/fold.ts';
import { openLog } from './support/projecting.ts';
import { Venue } from './support/venue.ts';

/** Plays a script and gives the rows that the folds make of it, by table. */
async function rowsAfter(script: (venue: Venue) => void): Promise<Record<string, Row[]>> {
  const log = openLog();
  const venue = new Venue(log);
  venue.open('buyer', 'seller');
  script(venue);
  await venue.settled();
  const fold = combineFolds(READ_MODELS);
  const changes = new Changes();
  for await (const events of log.readAll({ after: -1 })) {
    for (const event of events) fold.apply(event, changes);
  }
  await log.close();
  return Object.fromEntries(
    TABLES.map((table) => [
      table.name,
      [...changes.of(table).values()].filter((row): row is Row => row !== null),
    ]),
  );
}

const pick = (row: Row | undefined, ...columns: string[]) =>
  Object.fromEntries(columns.map((column) => [column, row?.[column]]));

const state = (row: Row | undefined) =>
  pick(row, 'status', 'reason', 'price', 'quantity', 'filled', 'remaining');

describe('orders', () => {
  test('a row is the whole order, with its four times', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '99.5', quantity: '2', clientOrderId: 'mine' });
    });
    expect(orders).toEqual([
      {
        order_id: 'buyer.3',
        account_id: 'buyer',
        placed_revision: 3,
        client_order_id: 'mine',
        symbol: 'BTC-USD',
        side: 'buy',
        type: 'limit',
        time_in_force: 'GTC',
        post_only: false,
        self_trade_prevention: 'none',
        price: '99.5',
        quantity: '2',
        filled: '0',
        remaining: '2',
        status: 'open',
        reason: null,
        order_number: 1,
        received_at: '2026-11-21T09:00:00.009Z',
        decided_at: '2026-11-21T09:00:00.010Z',
        recorded_at: '2026-11-21T10:00:00.012Z',
        matched_at: '2026-11-21T10:00:00.013Z',
      },
    ]);
  });

  test('an order that no market has seen is pending', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.placeInParts('buyer', { side: 'buy', price: '99', quantity: '1' }, 0);
    });
    expect(pick(orders?.[0], 'status', 'order_number', 'matched_at')).toEqual({
      status: 'pending',
      order_number: null,
      matched_at: null,
    });
  });

  test('a trade fills both of its orders', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1.5' });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '0.25' });
    });
    expect(orders?.map(state)).toEqual([
      {
        status: 'open',
        reason: null,
        price: '100',
        quantity: '1.5',
        filled: '0.25',
        remaining: '1.25',
      },
      {
        status: 'filled',
        reason: null,
        price: '101',
        quantity: '0.25',
        filled: '0.25',
        remaining: '0',
      },
    ]);
  });

  test('what ends an order is its status and its reason', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1' });
      const first = venue.place('buyer', { side: 'buy', price: '90', quantity: '1' });
      venue.cancel('buyer', first);
      venue.place('buyer', { side: 'buy', price: '100', quantity: '3', timeInForce: 'IOC' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '3', timeInForce: 'FOK' });
      venue.place('seller', { side: 'sell', price: '110', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '110', quantity: '1', postOnly: true });
      venue.cancelAll('seller');
    });
    expect(orders?.map((row) => pick(row, 'status', 'reason', 'filled', 'remaining'))).toEqual([
      { status: 'filled', reason: null, filled: '1', remaining: '0' },
      { status: 'cancelled', reason: 'requested', filled: '0', remaining: '1' },
      { status: 'cancelled', reason: 'immediate-or-cancel', filled: '1', remaining: '2' },
      { status: 'cancelled', reason: 'fill-or-kill', filled: '0', remaining: '3' },
      { status: 'cancelled', reason: 'mass-cancel', filled: '0', remaining: '1' },
      { status: 'rejected', reason: 'ORDER_POST_ONLY_WOULD_TAKE', filled: '0', remaining: '1' },
    ]);
  });

  test('a replaced order has its new terms, fills included', async () => {
    const { orders } = await rowsAfter((venue) => {
      const order = venue.place('seller', { side: 'sell', price: '100', quantity: '2' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '0.5' });
      venue.replace('seller', order, { price: '101', quantity: '4' });
    });
    expect(state(orders?.[0])).toEqual({
      status: 'open',
      reason: null,
      price: '101',
      quantity: '4',
      filled: '0.5',
      remaining: '3.5',
    });
  });
});

describe('fills and trades', () => {
  test('a trade is one row, and one fill with its fee for each side', async () => {
    const { fills, trades } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1.5' });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '0.25' });
    });
    expect(
      trades?.map((row) => pick(row, 'trade_number', 'price', 'quantity', 'taker_side')),
    ).toEqual([{ trade_number: 1, price: '100', quantity: '0.25', taker_side: 'buy' }]);
    expect(
      fills?.map((row) =>
        pick(
          row,
          'account_id',
          'order_id',
          'side',
          'liquidity',
          'notional',
          'fee',
          'fee_asset',
          'leg',
        ),
      ),
    ).toEqual([
      {
        account_id: 'seller',
        order_id: 'seller.3',
        side: 'sell',
        liquidity: 'maker',
        notional: '25',
        fee: '0.025',
        fee_asset: 'USD',
        leg: 0,
      },
      {
        account_id: 'buyer',
        order_id: 'buyer.3',
        side: 'buy',
        liquidity: 'taker',
        notional: '25',
        fee: '0.05',
        fee_asset: 'USD',
        leg: 0,
      },
    ]);
  });

  test('an account that trades with itself has two legs', async () => {
    const { fills } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
    });
    expect(fills?.map((row) => pick(row, 'order_id', 'account_revision', 'leg', 'side'))).toEqual([
      { order_id: 'buyer.3', account_revision: 5, leg: 0, side: 'sell' },
      { order_id: 'buyer.4', account_revision: 5, leg: 1, side: 'buy' },
    ]);
  });
});

describe('balances', () => {
  test('the holds of the open orders are what the balance says is held', async () => {
    const { balances, holds } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '50', quantity: '2' });
      venue.place('seller', { side: 'sell', price: '100', quantity: '0.5' });
    });
    const held = (account: string, asset: string) =>
      balances?.find((row) => row.account_id === account && row.asset === asset);
    expect(holds?.map((row) => pick(row, 'order_id', 'asset', 'amount'))).toEqual([
      { order_id: 'buyer.3', asset: 'USD', amount: '50.1' },
      { order_id: 'buyer.4', asset: 'USD', amount: '100.2' },
    ]);
    expect(held('buyer', 'USD')).toEqual({
      account_id: 'buyer',
      asset: 'USD',
      total: '999999949.95',
      held: '150.3',
    });
    expect(held('seller', 'USD')?.total).toBe('1000000049.9');
    expect(held('seller', 'BTC')).toMatchObject({ total: '999999.5', held: '0' });
  });

  test('nothing is held when nothing is open', async () => {
    const { balances, holds } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
      venue.cancelAll('buyer');
    });
    expect(holds).toEqual([]);
    expect(balances?.map((row) => row.held)).toEqual(['0', '0', '0', '0']);
  });
});

test('an instrument is closed until its market says that it is open', async () => {
  const { instruments } = await rowsAfter(() => undefined);
  expect(instruments?.map((row) => pick(row, 'symbol', 'tick', 'maker_rate', 'state'))).toEqual([
    { symbol: 'BTC-USD', tick: '0.01', maker_rate: '0.001', state: 'open' },
  ]);
});
