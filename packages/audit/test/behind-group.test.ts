import { deepStrictEqual as equal, match } from 'node:assert';
import { type EventType, NEWEST_VERSIONS, streams } from '@truetape/contracts';
import { MemoryLog, NO_STREAM } from '@truetape/event-store';
import type { NewEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { verifyLog } from '../src/index.ts';

const AT = '2026-11-21T12:00:00.000Z';
const event = (type: EventType, data: object): NewEvent => ({
  type,
  schemaVersion: NEWEST_VERSIONS[type],
  correlationId: 'test',
  data: { at: AT, ...data },
});

/** Nobody may have an open order. */
const limitsOf = (scope: 'account' | 'group') =>
  event('LimitsChanged', {
    limits: { assets: [], hard: [], markets: [], openOrders: 0 },
    receivedAt: AT,
    scope,
  });

/** Bob, of the group that ann leads, has placed an order: behind limits of his own, or of the group. */
async function verified(limited: 'ann' | 'bob', scope: 'account' | 'group') {
  const log = new MemoryLog();
  const append = (stream: string, ...events: readonly NewEvent[]) =>
    log.append(stream, NO_STREAM, events);
  const limits = (accountId: string) => (accountId === limited ? [limitsOf(scope)] : []);
  await append(
    streams.venue,
    event('AssetListed', { asset: 'BTC', scale: 0 }),
    event('AssetListed', { asset: 'USD', scale: 0 }),
  );
  await append(streams.instrument('BTC-USD'), LISTED);
  await append(
    streams.account('ann'),
    event('AccountOpened', { accountId: 'ann', ownerGroup: 'ann' }),
    ...limits('ann'),
  );
  await append(
    streams.account('bob'),
    event('AccountOpened', { accountId: 'bob', ownerGroup: 'ann' }),
    event('FundsDeposited', { amount: '100', asset: 'USD', reference: 'first' }),
    ...limits('bob'),
    ORDER,
  );
  return verifyLog(log);
}

describe('an order that is beyond the limits of its owner group', () => {
  test('may be decided before its decider has read them, and is counted', async () => {
    const result = await verified('ann', 'group');
    equal(result.ok && result.value.behindGroup, 1);
  });

  test('is a difference where they are its own', async () => {
    const result = await verified('bob', 'account');
    match(result.ok ? '' : result.failure.message, /RISK_TOO_MANY_OPEN_ORDERS/);
  });
});

const LISTED = event('InstrumentListed', {
  base: 'BTC',
  baseScale: 0,
  calendar: '24x7',
  feeTiers: [{ makerRate: '0', takerRate: '0', tier: 'standard' }],
  lot: '1',
  maxNotional: '1000',
  maxQuantity: '1000',
  minNotional: '0',
  minQuantity: '1',
  protectionRate: '0.1',
  quote: 'USD',
  quoteScale: 0,
  ruleset: 1,
  selfTradePrevention: 'none',
  startsIn: 'open',
  symbol: 'BTC-USD',
  tick: '1',
});

const ORDER = event('OrderPlaced', {
  clientOrderId: 'one',
  feeTier: 'standard',
  hold: { amount: '5', asset: 'USD' },
  instrumentRevision: 0,
  makerRate: '0',
  ownerGroup: 'ann',
  postOnly: false,
  price: '5',
  quantity: '1',
  receivedAt: AT,
  ruleset: 1,
  selfTradePrevention: 'none',
  side: 'buy',
  symbol: 'BTC-USD',
  takerRate: '0',
  timeInForce: 'GTC',
  type: 'limit',
});
