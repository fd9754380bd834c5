import { expect, test } from 'vitest';
import type { Row } from '../src/index.ts';
import { tradeAtRandom } from './support/random-trading.ts';
import { rowsAfter } from './support/rows-after.ts';

const told = ({ type, price, quantity, remaining, trade_number, reason }: Row) =>
  [type, price, quantity, remaining, trade_number, reason].map((cell) => cell ?? '-').join(' ');

test('the events of an order are what was asked of it and what its market said, in the order of the log', async () => {
  const { order_events: events = [] } = await rowsAfter((venue) => {
    const order = venue.place('seller', { side: 'sell', price: '100', quantity: '2' });
    venue.place('buyer', { side: 'buy', price: '100', quantity: '0.5' });
    venue.replace('seller', order, { price: '101', quantity: '3' });
    venue.cancel('seller', order);
  });
  expect(events.filter(({ order_id }) => order_id === 'seller.3').map(told)).toEqual([
    'OrderPlaced 100 2 2 - -',
    'OrderAccepted 100 2 2 - -',
    'TradeExecuted 100 0.5 1.5 1 -',
    'OrderReplaceRequested 101 3 - - -',
    'OrderReplaced 101 3 2.5 - -',
    'OrderCancelRequested - - - - -',
    'OrderCancelled - 2.5 - - requested',
  ]);
});

test('each names its cause: an outcome the input that it answers', async () => {
  const { order_events: events = [] } = await rowsAfter((venue) => {
    venue.place('seller', { side: 'sell', price: '100', quantity: '2' });
    venue.place('buyer', { side: 'buy', price: '100', quantity: '2' });
  });
  const trades = events.filter(({ type }) => type === 'TradeExecuted');
  expect(trades.map(({ order_id, account_id }) => [order_id, account_id])).toEqual([
    ['seller.3', 'seller'],
    ['buyer.3', 'buyer'],
  ]);
  for (const { stream, cause_stream, cause_revision } of trades) {
    expect([stream, cause_stream, cause_revision]).toEqual(['market-BTC-USD', 'account-buyer', 3]);
  }
});

test.each([1, 2])(
  'every order begins with its placing and ends as its row says (seed %i)',
  async (seed) => {
    const { orders = [], order_events: events = [] } = await rowsAfter((venue) => {
      tradeAtRandom(venue, ['buyer', 'seller'], seed, 200);
    });
    expect(orders.length).toBeGreaterThan(50);
    for (const { order_id, status, remaining } of orders) {
      const own = events.filter((event) => event.order_id === order_id);
      const types = own.map(({ type }) => type);
      expect(types[0], `first of ${order_id}`).toBe('OrderPlaced');
      expect(types.includes('OrderRejected'), `end of ${order_id}`).toBe(status === 'rejected');
      expect(types.includes('OrderCancelled'), `end of ${order_id}`).toBe(status === 'cancelled');
      expect(types.includes('OrderExpired'), `end of ${order_id}`).toBe(status === 'expired');
      if (status !== 'filled') continue;
      expect(own.findLast(({ type }) => type === 'TradeExecuted')?.remaining).toBe(remaining);
    }
  },
);
