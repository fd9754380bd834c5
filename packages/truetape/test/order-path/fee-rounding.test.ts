import { deepStrictEqual as equal } from 'node:assert';
import { createVenueDesk } from '@truetape/command-api';
import { epochMs, lots, minor, type PlaceOrder, ticks } from '@truetape/domain';
import { until } from '@truetape/event-store/contract';
import { RULESETS } from '@truetape/matcher';
import { test } from 'vitest';
import { execute, limitOrder, proven, startOn } from './support.ts';

const SYMBOL = 'BTC-EUR';
const FILLS = 1_000;
const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };

test('an order of a thousand fills pays a fee that is rounded once, and nothing is lost or made', async () => {
  const path = await startOn();
  const { accounts, log } = path;
  const desk = createVenueDesk({
    log,
    catalogue: accounts.catalogue,
    now: () => epochMs(1_000),
    rulesets: RULESETS,
    reached: accounts.reached,
  });
  await desk.listAsset('BTC', 0, by);
  await desk.listAsset('EUR', 0, by);
  const bounds = {
    minQuantity: '1',
    maxQuantity: '10000',
    minNotional: '0',
    maxNotional: '1000000',
  };
  const rates = { makerRate: '-0.00007', takerRate: '0.0013' };
  await desk.listInstrument({ symbol: SYMBOL, tick: '1', lot: '1', ...bounds, ...rates }, by);
  for (const [accountId, asset, amount] of [
    ['ann', 'EUR', 200_000n],
    ['bob', 'BTC', 2_000n],
  ] as const) {
    await execute(accounts, accountId, { type: 'OpenAccount', accountId });
    const deposit = { asset, amount: minor(amount), reference: 'd-1' };
    await execute(accounts, accountId, { type: 'Deposit', ...deposit });
  }
  const market = accounts.catalogue.markets.get(SYMBOL);
  const order = (id: string, side: 'buy' | 'sell', quantity: number): PlaceOrder => {
    const { terms, ...rest } = limitOrder(path, id, side, 101, quantity);
    const counted = { symbol: SYMBOL, price: ticks(101), quantity: lots(quantity) };
    return { ...rest, market, terms: { ...terms, ...counted } };
  };
  const balance = (accountId: string, asset: string) => {
    const state = accounts.stateOf(accountId);
    return state.status === 'none' ? undefined : state.balances.get(asset);
  };
  // Each fill is worth 101, and pays 0.1313 in fees: rounded by itself it would pay 1.
  for (let count = 0; count < FILLS; count++) {
    await execute(accounts, 'bob', order(`ask-${count}`, 'sell', 1));
  }
  const swept = await execute(accounts, 'ann', order('sweep', 'buy', FILLS));
  equal(swept.kind, 'done');
  await until('it is filled', () => balance('ann', 'BTC')?.total === BigInt(FILLS));
  await log.settled();

  // 101,000 and ⌈131.3⌉; a maker's rebate of 0.00707 is rounded towards the venue: nothing, for each of its orders.
  equal(balance('ann', 'EUR'), { total: 200_000n - 101_000n - 132n, held: 0n });
  equal(balance('ann', 'BTC'), { total: 1_000n, held: 0n });
  equal(balance('bob', 'EUR'), { total: 101_000n, held: 0n });
  equal(balance('bob', 'BTC'), { total: 1_000n, held: 0n });
  const verified = await proven(log);
  equal([verified.trades, verified.inFlight], [FILLS, 0]);
  await path.stop();
  await log.close();
});
