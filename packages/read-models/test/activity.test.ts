import { describe, expect, test } from 'vitest';
import type { Row } from '../src/index.ts';
import { approve } from './support/asking.ts';
import { rowsAfter } from './support/rows-after.ts';

const DAY_MS = 86_400_000;

/** What there was of each day, without what there was not. */
const done = (rows: readonly Row[] | undefined, accountId: string) =>
  (rows ?? [])
    .filter(({ account_id }) => account_id === accountId)
    .map(({ account_id: _, ...row }) =>
      Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== 0)),
    );

describe('the activity of an account', () => {
  test('counts what it did, day by day', async () => {
    const { account_activity } = await rowsAfter((venue) => {
      const order = venue.place('seller', { side: 'sell', price: '100', quantity: '2' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '0.5' });
      venue.replace('seller', order, { price: '101', quantity: '3' });
      venue.cancel('seller', order);
      approve(venue, 'seller', venue.withdraw('seller', 'USD', 1n));
      venue.transfer('seller', 'buyer', 'USD', 1n);
      venue.nowMs += DAY_MS;
      venue.cancelAll('seller');
    });
    expect(done(account_activity, 'seller')).toEqual([
      {
        ...{ day: '2026-11-21', orders: 1, replace_requests: 1, cancel_requests: 1, cancelled: 1 },
        ...{ maker_fills: 1, deposits: 2, withdrawals: 1, transfers_sent: 1, state: 'final' },
      },
      { day: '2026-11-22', mass_cancels: 1, state: 'forming' },
    ]);
    expect(done(account_activity, 'buyer')).toEqual([
      {
        ...{ day: '2026-11-21', orders: 1, taker_fills: 1, deposits: 2, transfers_received: 1 },
        state: 'forming',
      },
    ]);
  });

  test('counts each denial, those that are only counted too', async () => {
    const { account_activity } = await rowsAfter((venue) => {
      const at = '2026-11-21T09:30:00.000Z';
      const denied = { at, code: 'ORDER_TICK_SIZE', command: 'PlaceOrder' };
      venue.appendRaw('denials-buyer', 'OrderDenied', denied);
      const many = { code: 'ORDER_TICK_SIZE', count: 40, from: at, to: at };
      venue.appendRaw('denials-buyer', 'OrdersDenied', many);
    });
    expect(done(account_activity, 'buyer')).toMatchObject([{ denials: 41, deposits: 2 }]);
  });

  test('counts a denial that comes after midnight on the day in which its account is', async () => {
    const { account_activity } = await rowsAfter((venue) => {
      const before = new Date(venue.nowMs).toISOString();
      venue.nowMs += DAY_MS;
      venue.place('buyer', { side: 'buy', price: '99', quantity: '1' });
      const denied = { at: before, code: 'ORDER_TICK_SIZE', command: 'PlaceOrder' };
      venue.appendRaw('denials-buyer', 'OrderDenied', denied);
    });
    expect(done(account_activity, 'buyer')).toEqual([
      { day: '2026-11-21', deposits: 2, state: 'final' },
      { day: '2026-11-22', orders: 1, denials: 1, state: 'forming' },
    ]);
  });
});
