import { deepStrictEqual, strictEqual } from 'node:assert';
import type { Data } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, firstEvents, place } from './support.ts';

/** The venue, and an account `dan` with 10 BTC that `ann` leads. */
async function startWithGroup(): Promise<Server> {
  const server = await startServer();
  const btc = { asset: 'BTC', amount: '10', reference: 'btc-1' };
  for (const [path, body] of [
    ['/v1/accounts', { accountId: 'dan', ownerGroup: 'ann' }],
    ['/v1/accounts/dan/deposits', btc],
  ] as const) {
    strictEqual((await server.send('operator', 'POST', path, { body })).status, 201);
  }
  return server;
}

describe('an order of an owner group', () => {
  test('does not trade with one of another account of it: each is less in its own account', async () => {
    const server = await startWithGroup();
    await place(server, 'ann', { quantity: '2' });
    const selling = { side: 'sell', selfTradePrevention: 'decrement' };
    const taker = await place(server, 'dan', selling);
    deepStrictEqual([taker.status, taker.quantity, taker.filled], ['cancelled', '0', '0']);
    strictEqual(taker.reason, 'self-trade-prevention');
    const [settled] = (await firstEvents(server, 'account-ann', 5)).slice(4);
    deepStrictEqual((settled?.data as Data<'TradePreventionSettled'> | undefined)?.legs, [
      { orderId: 'ann.3', quantity: '1', remaining: '1' },
    ]);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '100.2' });
    deepStrictEqual(balancesOf(server, 'dan').BTC, { total: '10', held: '0' });
    strictEqual((await proven(server.log)).trades, 0);
  });

  test('says so in the log where another account leads it, and there alone', async () => {
    const server = await startWithGroup();
    await place(server, 'ann');
    await place(server, 'dan', { side: 'sell', price: '110' });
    const groups = await Promise.all(
      ['ann', 'dan'].map(async (accountId) => {
        const events = await eventsOf(server, `account-${accountId}`);
        const placed = events.find(({ type }) => type === 'OrderPlaced');
        return (placed?.data as Data<'OrderPlaced'> | undefined)?.ownerGroup;
      }),
    );
    deepStrictEqual(groups, [undefined, 'ann']);
    await proven(server.log);
  });

  test('trades with one of another group', async () => {
    const server = await startWithGroup();
    await place(server, 'dan', { side: 'sell' });
    const taker = await place(server, 'bob', { selfTradePrevention: 'expire-both' });
    deepStrictEqual([taker.status, taker.filled], ['filled', '1']);
    strictEqual((await proven(server.log)).trades, 1);
  });
});
