import { deepStrictEqual } from 'node:assert';
import type { OrderPlacedInput } from '@truetape/domain';
import { describe, test } from 'vitest';
import { apply } from '../src/engine/index.ts';
import { check, inputOf, openMarket } from './support.ts';

describe('a limit order', () => {
  test('rests when nothing crosses it', () => {
    check({ when: 'buy a 10 @ 99', gives: ['accepted a #1'], book: '---\n99 | a:10' });
  });

  test('trades at the price of the maker, best price first, oldest first', () => {
    check({
      given: ['sell a 5 @ 101', 'sell b 5 @ 100', 'sell c 5 @ 100', 'sell d 5 @ 103'],
      when: 'buy t 12 @ 102',
      gives: [
        'accepted t #5',
        'trade 1: 5 @ 100 b(0) t(7)',
        'trade 2: 5 @ 100 c(0) t(2)',
        'trade 3: 2 @ 101 a(3) t(0)',
      ],
      book: '103 | d:5\n101 | a:3\n---',
    });
  });

  test('rests with what is left', () => {
    check({
      given: ['sell a 5 @ 100'],
      when: 'buy t 12 @ 100',
      gives: ['accepted t #2', 'trade 1: 5 @ 100 a(0) t(7)'],
      book: '---\n100 | t:7',
    });
  });
});

describe('an id', () => {
  test.each(['bob.10', 'ann.010', 'ann', 'ann.-1'])(
    'that is not its account’s is rejected: %s',
    (orderId) => {
      const market = openMarket();
      const placed = { ...(inputOf('buy a 5 @ 99') as OrderPlacedInput), orderId };
      const rejected = { type: 'OrderRejected', accountId: 'ann', orderId };
      deepStrictEqual(apply(market, placed), [{ ...rejected, code: 'ORDER_DUPLICATE_ID' }]);
    },
  );

  test('that is live is rejected, and free again when its order is gone', () => {
    const gives = ['OrderRejected a ORDER_DUPLICATE_ID'];
    check({ given: ['buy a 5 @ 99'], when: 'sell a 5 @ 101', gives, book: '---\n99 | a:5' });
    const given = ['buy a 5 @ 99', 'cancel a'];
    check({ given, when: 'sell a 5 @ 101', gives: ['accepted a #2'] });
  });
});

describe('time in force', () => {
  test('IOC cancels what did not trade at once', () => {
    check({
      given: ['buy a 5 @ 100'],
      when: 'sell t 8 @ 100 IOC',
      gives: ['accepted t #2', 'trade 1: 5 @ 100 a(0) t(3)', 'cancelled t 3 immediate-or-cancel'],
      book: '---',
    });
  });

  test('FOK trades whole, over several levels', () => {
    check({
      given: ['buy a 5 @ 100', 'buy b 5 @ 99'],
      when: 'sell t 10 @ 99 FOK',
      gives: ['accepted t #3', 'trade 1: 5 @ 100 a(0) t(5)', 'trade 2: 5 @ 99 b(0) t(0)'],
      book: '---',
    });
  });

  test('FOK that cannot fill within its limit touches nothing', () => {
    check({
      given: ['buy a 5 @ 100', 'buy b 5 @ 98'],
      when: 'sell t 10 @ 99 FOK',
      gives: ['accepted t #3', 'cancelled t 10 fill-or-kill'],
      book: '---\n100 | a:5\n98 | b:5',
    });
  });

  test('a market order never trades through its protection price and never rests', () => {
    check({
      given: ['sell a 5 @ 100', 'sell b 5 @ 111'],
      when: 'market buy t 10 to 110',
      gives: ['accepted t #3', 'trade 1: 5 @ 100 a(0) t(5)', 'cancelled t 5 immediate-or-cancel'],
      book: '111 | b:5\n---',
    });
  });

  test('post-only is rejected where it would trade, and only there', () => {
    check({
      given: ['sell a 5 @ 100'],
      when: 'buy t 5 @ 100 post',
      gives: ['OrderRejected t ORDER_POST_ONLY_WOULD_TAKE'],
      book: '100 | a:5\n---',
    });
    check({ given: ['sell a 5 @ 100'], when: 'buy t 5 @ 99 post', gives: ['accepted t #2'] });
  });
});

describe('replace', () => {
  const given = ['buy a 5 @ 99', 'buy b 5 @ 99'];

  test('to less at the same price keeps the priority', () => {
    const then = ['replaced a 3/3 @ 99 kept'];
    check({ given, when: 'replace a 3 @ 99', gives: then, book: '---\n99 | a:3 b:5' });
  });

  test('to more loses it', () => {
    const then = ['replaced a 6/6 @ 99'];
    check({ given, when: 'replace a 6 @ 99', gives: then, book: '---\n99 | b:5 a:6' });
  });

  test('counts the fills in, and may trade at once', () => {
    check({
      given: ['buy a 5 @ 99', 'sell x 2 @ 99', 'sell y 4 @ 100'],
      when: 'replace a 8 @ 100',
      gives: ['replaced a 6/8 @ 100', 'trade 2: 4 @ 100 y(0) a(2)'],
      book: '---\n100 | a:2',
    });
  });

  test('counts exactly, up to the largest quantity there is', () => {
    check({
      given: ['buy a 12 @ 99', 'sell x 1 @ 99'],
      when: 'replace a 9007199254740990 @ 100',
      gives: ['replaced a 9007199254740989/9007199254740990 @ 100'],
      book: '---\n100 | a:9007199254740989',
    });
  });

  test('not above what is filled is rejected', () => {
    check({
      given: ['buy a 5 @ 99', 'sell x 2 @ 99'],
      when: 'replace a 2 @ 99',
      gives: ['OrderReplaceRejected a ORDER_REPLACE_BELOW_FILLED'],
      book: '---\n99 | a:3',
    });
  });

  test.each([
    ['replace z 5 @ 99', 'OrderReplaceRejected z ORDER_CLOSED'],
    ['replace a 5 @ 99 by bob', 'OrderReplaceRejected a ORDER_CLOSED'],
    ['replace a 0 @ 99', 'OrderReplaceRejected a ORDER_QUANTITY_TOO_SMALL'],
    ['replace a 5 @ 0', 'OrderReplaceRejected a ORDER_PRICE_BOUNDS'],
  ])('%s is rejected', (when, then) => {
    check({ given, when, gives: [then], book: '---\n99 | a:5 b:5' });
  });
});

describe('cancel', () => {
  const given = ['buy a 5 @ 99', 'buy b 5 @ 98', 'sell c 5 @ 101 by bob', 'buy d 1 @ 97'];

  test('takes one order out', () => {
    const book = '101 | c:5\n---\n98 | b:5\n97 | d:1';
    check({ given, when: 'cancel a', gives: ['cancelled a 5 requested'], book });
  });

  test('of what is not there, or is another account’s, is rejected', () => {
    check({ given, when: 'cancel z', gives: ['OrderCancelRejected z ORDER_CLOSED'] });
    check({ given, when: 'cancel c', gives: ['OrderCancelRejected c ORDER_CLOSED'] });
  });

  test('of all takes those of one account, oldest first', () => {
    const then = [
      'cancelled a 5 mass-cancel',
      'cancelled b 5 mass-cancel',
      'cancelled d 1 mass-cancel',
    ];
    const book = '101 | c:5\n---';
    check({ given, when: 'cancel all of ann', gives: [...then, 'cancelled 3 of ann'], book });
    check({ given, when: 'cancel all of eve', gives: ['cancelled 0 of eve'] });
  });
});

describe('what is out of bounds', () => {
  test.each([
    ['buy t 0 @ 1', 'ORDER_QUANTITY_TOO_SMALL'],
    ['buy t -1 @ 1', 'ORDER_QUANTITY_TOO_SMALL'],
    ['buy t 1.5 @ 1', 'ORDER_QUANTITY_TOO_SMALL'],
    ['buy t 1 @ 0', 'ORDER_PRICE_BOUNDS'],
    ['buy t 1 @ 1.5', 'ORDER_PRICE_BOUNDS'],
    ['buy t 1 @ 1099511627777', 'ORDER_PRICE_BOUNDS'],
  ])('%s is rejected %s', (when, code) => {
    check({ when, gives: [`OrderRejected t ${code}`], book: '---' });
  });

  test('a level never passes the safe integers', () => {
    check({
      given: ['buy a 9007199254740990 @ 5'],
      when: 'buy t 2 @ 5',
      gives: ['OrderRejected t MARKET_CAPACITY'],
    });
    check({ given: ['buy a 9007199254740990 @ 5'], when: 'buy t 1 @ 5', gives: ['accepted t #2'] });
  });
});
