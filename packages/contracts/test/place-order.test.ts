import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import type { ZodType } from 'zod';
import {
  adoptRuleset,
  listInstrument,
  placeOco,
  placeOrder,
  requestMarketState,
  timeInForceOf,
} from '../src/index.ts';

const END = '2026-11-21T01:22:18.123Z';
const base = { clientOrderId: 'c1', symbol: 'BTC-USD', side: 'buy' } as const;
const market = { type: 'market', quantity: '1' };
const limit = { type: 'limit', price: '1', quantity: '1' };
const stop = { type: 'stop', stopPrice: '1', quantity: '1' };
const stopLimit = { ...stop, type: 'stop-limit', price: '1' };
const trailing = { type: 'trailing-stop', trailingOffset: '1', quantity: '1' };
const byMoney = { type: 'market', quoteQuantity: '1' };

/** What is wrong with a body: the field and the words of each issue, in their order. */
function problemsOf(schema: ZodType, body: unknown) {
  const { error } = schema.safeParse(body);
  return (error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);
}

describe('an order is well formed', () => {
  test.each([
    [limit],
    [{ ...limit, displayQuantity: '1', postOnly: true, timeInForce: 'DAY' }],
    [{ ...limit, timeInForce: 'GTD', expiresAt: END }],
    [{ ...limit, timeInForce: 'FOK' }],
    [market],
    [{ ...market, timeInForce: 'FOK' }],
    [byMoney],
    [{ ...byMoney, timeInForce: 'IOC' }],
    [stop],
    [{ ...stop, timeInForce: 'GTD', expiresAt: END, selfTradePrevention: 'decrement' }],
    [{ ...stopLimit, displayQuantity: '1' }],
    [trailing],
  ])('as %o', (order) => {
    equal(problemsOf(placeOrder, { ...base, ...order }), []);
  });

  test.each([
    [{ type: 'limit', quantity: '1' }, 'price', 'a limit order needs a price'],
    [{ type: 'limit', price: '1' }, 'quantity', 'a limit order needs a quantity'],
    [{ ...limit, stopPrice: '1' }, 'stopPrice', 'a limit order has no stopPrice'],
    [{ ...limit, quoteQuantity: '1' }, 'quoteQuantity', 'a limit order has no quoteQuantity'],
    [{ ...market, price: '1' }, 'price', 'a market order has no price'],
    [{ ...market, postOnly: true }, 'postOnly', 'a market order cannot be post-only'],
    [{ ...market, timeInForce: 'GTC' }, 'timeInForce', 'a market order is IOC or FOK'],
    [{ type: 'market' }, 'quantity', 'a market order needs either a quantity or a quoteQuantity'],
    [
      { ...market, quoteQuantity: '1' },
      'quantity',
      'a market order needs either a quantity or a quoteQuantity',
    ],
    [{ ...byMoney, side: 'sell' }, 'quoteQuantity', 'only a buy has a quoteQuantity'],
    [{ ...byMoney, timeInForce: 'FOK' }, 'timeInForce', 'an order by quoteQuantity is IOC'],
    [{ type: 'stop', quantity: '1' }, 'stopPrice', 'a stop order needs a stopPrice'],
    [{ ...stop, price: '1' }, 'price', 'a stop order has no price'],
    [{ ...stop, displayQuantity: '1' }, 'displayQuantity', 'a stop order has no displayQuantity'],
    [{ ...stop, postOnly: true }, 'postOnly', 'a stop order cannot be post-only'],
    [{ ...stop, timeInForce: 'IOC' }, 'timeInForce', 'a stop order is GTC, GTD or DAY'],
    [{ ...stop, type: 'stop-limit' }, 'price', 'a stop-limit order needs a price'],
    [{ ...trailing, stopPrice: '1' }, 'stopPrice', 'a trailing-stop order has no stopPrice'],
    [
      { type: 'trailing-stop', quantity: '1' },
      'trailingOffset',
      'a trailing-stop order needs a trailingOffset',
    ],
    [
      { ...limit, displayQuantity: '1', timeInForce: 'IOC' },
      'displayQuantity',
      'only an order that may rest has a displayQuantity',
    ],
    [
      { ...limit, postOnly: true, timeInForce: 'FOK' },
      'postOnly',
      'a post-only order must be GTC, GTD or DAY',
    ],
    [{ ...limit, timeInForce: 'GTD' }, 'expiresAt', 'a GTD order needs an expiresAt'],
    [{ ...limit, expiresAt: END }, 'expiresAt', 'only a GTD order has an expiresAt'],
  ])('and not as %o', (order, field, message) => {
    equal(problemsOf(placeOrder, { ...base, ...order }), [[field, message]]);
  });

  test.each([
    '2026-11-21T01:22:18Z',
    '2026-11-21T01:22:18.123+00:00',
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-11-21T24:00:00.000Z',
    '2026-11-21',
  ])('with a time that there is, unlike %s', (expiresAt) => {
    equal(problemsOf(placeOrder, { ...base, ...limit, timeInForce: 'GTD', expiresAt }), [
      ['expiresAt', 'a time such as "2026-11-21T01:22:18.123Z"'],
    ]);
  });

  test('and lives as its type says where it does not', () => {
    equal(
      (['limit', 'market', 'stop', 'stop-limit', 'trailing-stop'] as const).map((type) =>
        timeInForceOf({ type }),
      ),
      ['GTC', 'IOC', 'GTC', 'GTC', 'GTC'],
    );
    equal(timeInForceOf({ type: 'limit', timeInForce: 'FOK' }), 'FOK');
  });
});

describe('a pair is well formed', () => {
  const { type: _, quantity, ...first } = limit;
  const { quantity: __, ...second } = stop;
  const pair = {
    symbol: 'BTC-USD',
    side: 'sell',
    quantity,
    limit: { clientOrderId: 'c1', ...first },
    stop: { clientOrderId: 'c2', ...second },
  };

  test.each([
    [{}],
    [{ timeInForce: 'GTD', expiresAt: END, selfTradePrevention: 'expire-maker' }],
    [{ limit: { ...pair.limit, postOnly: true, displayQuantity: '1' } }],
    [{ stop: { clientOrderId: 'c2', type: 'trailing-stop', trailingOffset: '1' } }],
    [{ stop: { ...pair.stop, type: 'stop-limit', price: '1', displayQuantity: '1' } }],
  ])('with %o', (changed) => {
    equal(problemsOf(placeOco, { ...pair, ...changed }), []);
  });

  test.each([
    [{ timeInForce: 'GTD' }, 'expiresAt', 'a GTD order needs an expiresAt'],
    [{ expiresAt: END }, 'expiresAt', 'only a GTD order has an expiresAt'],
    [{ stop: { ...pair.stop, price: '1' } }, 'stop.price', 'a stop order has no price'],
    [
      { stop: { clientOrderId: 'c2', type: 'stop-limit', stopPrice: '1' } },
      'stop.price',
      'a stop-limit order needs a price',
    ],
  ])('and not with %o', (changed, field, message) => {
    equal(problemsOf(placeOco, { ...pair, ...changed }), [[field, message]]);
  });

  test.each([
    ['timeInForce', { timeInForce: 'IOC' }],
    ['stop.type', { stop: { ...pair.stop, type: 'limit' } }],
    ['limit.price', { limit: { clientOrderId: 'c1' } }],
  ])('and not with another %s', (field, changed) => {
    equal(
      problemsOf(placeOco, { ...pair, ...changed }).map(([path]) => path),
      [field],
    );
  });
});

describe('what an operator asks', () => {
  test.each([
    ['auction', { seconds: 86_400, next: 'closed' }, true],
    ['auction', { seconds: 1 }, true],
    ['auction', { seconds: 0 }, false],
    ['auction', { seconds: 86_401 }, false],
    ['auction', {}, false],
    ['halt', {}, true],
    ['halt', { seconds: 1 }, false],
    ['pre-open', {}, true],
  ] as const)('is to %s with %o: %s', (request, body, isAllowed) => {
    equal(requestMarketState[request].safeParse(body).success, isAllowed);
  });

  test('is a ruleset by its number', () => {
    const allowed = [1, 2, 0, 1.5, '2'].map(
      (ruleset) => adoptRuleset.safeParse({ ruleset }).success,
    );
    equal(allowed, [true, true, false, false, false]);
  });

  test('is a market with a band of prices', () => {
    const listing = {
      symbol: 'BTC-USD',
      tick: '1',
      lot: '1',
      minQuantity: '1',
      maxQuantity: '1',
      minNotional: '1',
      maxNotional: '1',
      makerRate: '0',
      takerRate: '0',
    };
    const priceBand = { rate: '0.1', window: 5, beyond: 'auction', auctionMs: 60_000 };
    const more = { priceBand, startsIn: 'pre-open', selfTradePrevention: 'decrement' };
    equal(listInstrument.parse({ ...listing, ...more }), { ...listing, ...more });
    equal(problemsOf(listInstrument, { ...listing, startsIn: 'halted' })[0]?.[0], 'startsIn');
  });
});
