import { expect, test } from 'vitest';
import { venuesOnPostgres } from './open-venue.ts';

const { openVenue } = venuesOnPostgres();
const AT = '2026-11-21T09:00:01.000Z';

test('a read model that has stopped is answered as far as it is, and holds no other one up', async () => {
  const { get, log, venue, projector } = await openVenue((script) => {
    script.place('trader-1', { side: 'buy', price: '100', quantity: '1' });
  });
  const before = await log.head();
  // No order has this id: the orders cannot go past it.
  venue.appendRaw('market-BTC-USD', 'OrderRejected', {
    accountId: 'trader-1',
    at: AT,
    code: 'MARKET_CLOSED',
    index: 0,
    last: true,
    orderId: 'trader-1.999',
  });
  venue.deposit('trader-1', 'USD', 500n);
  await venue.settled();
  const head = await log.head();
  await expect.poll(() => [...projector.stopped().keys()]).toContain('orders');

  const balances = await get(`/v1/accounts/trader-1/balances?minPosition=${head}`, 'trader-1');
  expect([balances.status, balances.body.position]).toEqual([200, head]);
  const orders = await get('/v1/orders', 'trader-1');
  expect([orders.status, orders.body.position]).toEqual([200, before]);
  expect(orders.body.items).toHaveLength(1);
  const later = await get(`/v1/orders?minPosition=${head}`, 'trader-1');
  expect([later.status, later.body.code]).toEqual([503, 'SERVICE_BEHIND']);
  expect(later.headers['truetape-position']).toBe(String(before));
});
