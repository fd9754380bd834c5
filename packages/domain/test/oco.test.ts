import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { OPEN_ORDERS_MAX, type PlaceOco, recognise, ticks } from '../src/index.ts';
import { placingIn } from './support/order-text.ts';
import { step } from './support/steps.ts';
import { instrument, NOW, Trading } from './support/trading.ts';

const PAIR = 'buy limit quantity 50 price 100 + stop quantity 50 stopPrice 120';
const pair = (text = PAIR, ids?: string[]) => placingIn(text, undefined, ids) as PlaceOco;
const duplicate = {
  ok: false,
  failure: { code: 'ORDER_DUPLICATE_ID', field: 'clientOrderId' },
} as const;

function withPair(): Trading {
  const trading = new Trading(1_000_000n, 0n);
  trading.run(pair());
  return trading;
}

describe('PlaceOco', () => {
  test('places two orders that name each other', () => {
    const [first, second] = pair().legs;
    const shared = {
      type: 'OrderPlaced',
      at: NOW,
      receivedAt: NOW,
      units: instrument.units,
      instrumentRevision: 0,
      feeTier: 'standard',
      makerRate: 100_000,
      takerRate: 200_000,
      ruleset: 2,
    };
    equal(new Trading(1_000_000n, 0n).run(pair()), [
      {
        ...shared,
        clientOrderId: 'c1',
        terms: first.terms,
        hold: 5_010n,
        partnerId: 'ann.4',
      },
      {
        ...shared,
        clientOrderId: 'c2',
        terms: second.terms,
        protection: { reference: ticks(120), price: ticks(132) },
        hold: 6_614n,
        partnerId: 'ann.3',
      },
    ]);
  });

  test('names the account that leads the owner group in both legs', () => {
    const events = new Trading(1_000_000n, 0n, 'bob', 'ann').run(pair());
    equal(
      events.map((event) => event.type === 'OrderPlaced' && event.ownerGroup),
      ['ann', 'ann'],
    );
  });

  test('needs what the larger leg holds, and no more', () => {
    equal(new Trading(6_613n, 0n).decide(pair()), {
      ok: false,
      failure: { code: 'RISK_INSUFFICIENT_FUNDS', field: 'quantity' },
    });
    const trading = new Trading(6_614n, 0n);
    trading.run(pair());
    equal(trading.open.balances.get('USD'), { total: 6_614n, held: 6_614n });
  });

  test.each([
    [
      'of two limit orders',
      'buy limit quantity 50 price 100 + limit quantity 50 price 101',
      'type',
    ],
    ['with the stop first', 'buy stop quantity 50 stopPrice 9 + limit quantity 50 price 9', 'type'],
    [
      'of two quantities',
      'buy limit quantity 50 price 100 + stop quantity 51 stopPrice 120',
      'quantity',
    ],
    [
      'of two times in force',
      'buy limit quantity 50 price 100 timeInForce DAY + stop quantity 50 stopPrice 120',
      'timeInForce',
    ],
    [
      'that does not rest',
      'buy limit quantity 50 price 0 timeInForce IOC + stop quantity 50 stopPrice 120 timeInForce IOC',
      'timeInForce',
    ],
    [
      'with a leg of the wrong form',
      'buy limit quantity 50 price 0 + stop quantity 50 price 120',
      'price',
    ],
  ])('%s is denied', (_, text, field) => {
    equal(new Trading(1_000_000n, 0n).decide(pair(text)), {
      ok: false,
      failure: { code: 'ORDER_TERMS', field },
    });
  });

  test('of two sides is denied', () => {
    const { legs, ...command } = pair();
    const [first, second] = legs;
    const other = { ...second, terms: { ...second.terms, side: 'sell' as const } };
    equal(new Trading(1_000_000n, 0n).decide({ ...command, legs: [first, other] }), {
      ok: false,
      failure: { code: 'ORDER_TERMS', field: 'side' },
    });
  });

  test.each([
    ['the first leg', 'buy limit quantity 50 price 0 + stop quantity 50 stopPrice 0', 'price'],
    ['the second leg', 'buy limit quantity 50 price 1 + stop quantity 50 stopPrice 0', 'stopPrice'],
  ])('asks the rules of %s', (_, text, field) => {
    equal(new Trading(1_000_000n, 0n).decide(pair(text)), {
      ok: false,
      failure: { code: 'ORDER_PRICE_BOUNDS', field },
    });
  });
});

describe('the identity of a pair', () => {
  test('sent again is known by its second leg, and makes nothing new', () => {
    const { open } = withPair();
    equal(recognise(open, pair()), { kind: 'repeat', revision: 4 });
    equal(withPair().decide(pair()), { ok: true, value: [] });
  });

  test('is no single order', () => {
    const [first, second] = pair().legs;
    const alone = { type: 'PlaceOrder', receivedAt: NOW, market: pair().market } as const;
    equal(withPair().decide({ ...alone, ...first }), duplicate);
    equal(withPair().decide({ ...alone, ...second }), duplicate);
  });

  test('is not two orders that were placed alone', () => {
    const trading = new Trading(1_000_000n, 0n);
    for (const leg of pair().legs) {
      trading.run({ type: 'PlaceOrder', receivedAt: NOW, market: pair().market, ...leg });
    }
    equal(trading.decide(pair()), duplicate);
  });

  test.each([
    ['one id is known', ['c1', 'c9']],
    ['the other id is known', ['c9', 'c2']],
    ['the ids are exchanged', ['c2', 'c1']],
    ['both ids are the same', ['c8', 'c8']],
  ])('is refused where %s', (_, ids) => {
    equal(withPair().decide(pair(PAIR, ids)), duplicate);
  });

  test('is refused with other content', () => {
    const text = 'buy limit quantity 50 price 100 + stop quantity 50 stopPrice 121';
    equal(withPair().decide(pair(text)), duplicate);
  });
});

describe('a pair that is over', () => {
  test('leaves nothing held, and its legs do not know each other any more', () => {
    const trading = withPair();
    step(trading, 3, 'first trade 50 at 100 as maker');
    equal(trading.order(4).hasYielded, true);
    step(trading, 3, 'second cancelled');
    equal(trading.open.balances.get('USD'), { total: 995_000n - 5n, held: 0n });
    equal([trading.order(3).partner, trading.order(4).partner], [undefined, undefined]);
    equal([trading.order(3).partnerId, trading.order(4).partnerId], ['ann.4', 'ann.3']);
    equal(trading.decide(pair()), { ok: true, value: [] });
  });
});

test('an account with room for one more order has none for a pair', () => {
  const trading = new Trading(1_000_000n, 0n);
  trading.run(placingIn('buy limit quantity 50 price 100', undefined, ['c0']));
  const { orders } = trading.open;
  // What these orders are does not matter here: it is their number that counts.
  for (let count = 1; count < OPEN_ORDERS_MAX - 1; count++)
    orders.set(`${count}`, trading.order(3));
  equal(trading.decide(pair()), { ok: false, failure: { code: 'RISK_TOO_MANY_OPEN_ORDERS' } });
  orders.delete('1');
  equal(trading.decide(pair()).ok, true);
});
