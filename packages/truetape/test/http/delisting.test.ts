import { strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { startServer } from './server.ts';
import { expectRefusal, place } from './support.ts';
import { ORDER } from './venue.ts';

describe('an asset that is delisted', () => {
  const body = { reason: 'its network has ended' };

  test('is neither traded nor deposited any more, and can be withdrawn', async () => {
    const server = await startServer();
    await place(server, 'ann');
    const delist = () => server.send('operator', 'POST', '/v1/assets/BTC/delist', { body });
    strictEqual((await delist()).status, 201);
    expectRefusal(await delist(), 'ASSET_DELISTED');
    const order = { ...ORDER, clientOrderId: 'next' };
    const placed = await server.send('ann', 'POST', '/v1/orders', { body: order });
    expectRefusal(placed, 'LEDGER_ASSET_DELISTED', 'symbol');
    const funds = { asset: 'BTC', amount: '1', reference: 'more' };
    const deposits = '/v1/accounts/ann/deposits';
    const deposited = await server.send('operator', 'POST', deposits, { body: funds });
    expectRefusal(deposited, 'LEDGER_ASSET_DELISTED', 'asset');
    const withdrawals = '/v1/accounts/ann/withdrawals';
    strictEqual((await server.send('ann', 'POST', withdrawals, { body: funds })).status, 201);
    await proven(server.log);
  });

  test('must be listed', async () => {
    const server = await startServer();
    const answered = await server.send('operator', 'POST', '/v1/assets/XRP/delist', { body });
    expectRefusal(answered, 'ASSET_NOT_FOUND');
    const trader = await server.send('ann', 'POST', '/v1/assets/BTC/delist', { body });
    expectRefusal(trader, 'AUTH_FORBIDDEN');
  });
});
