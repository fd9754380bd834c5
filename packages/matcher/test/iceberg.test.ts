import { describe, test } from 'vitest';
import { check } from './support.ts';

describe('an iceberg', () => {
  const given = ['sell a 9 @ 100 shows 4 by bob', 'sell b 3 @ 100 by bob'];

  test('shows a slice', () => {
    check({
      given: given.slice(1),
      when: given[0] as string,
      gives: ['accepted a #2'],
      book: '100 | b:3 a:4/9\n---',
    });
  });

  test('shows the next slice behind all others', () => {
    check({
      given,
      when: 'buy t 4 @ 100',
      gives: ['accepted t #3', 'trade 1: 4 @ 100 a(5) t(0)', 'refreshed a 4'],
      book: '100 | b:3 a:4/5\n---',
    });
  });

  test('trades slice by slice, between the orders at its price', () => {
    check({
      given,
      when: 'buy t 12 @ 100',
      gives: [
        'accepted t #3',
        'trade 1: 4 @ 100 a(5) t(8)',
        'refreshed a 4',
        'trade 2: 3 @ 100 b(0) t(5)',
        'trade 3: 4 @ 100 a(1) t(1)',
        'refreshed a 1',
        'trade 4: 1 @ 100 a(0) t(0)',
      ],
      book: '---',
    });
  });

  test('counts whole for an order that must fill', () => {
    check({
      given,
      when: 'buy t 13 @ 100 FOK',
      gives: ['accepted t #3', 'cancelled t 13 fill-or-kill'],
    });
    check({
      given: ['sell a 9 @ 100 shows 4 by bob'],
      when: 'buy t 9 @ 100 FOK',
      gives: [
        'accepted t #2',
        'trade 1: 4 @ 100 a(5) t(5)',
        'refreshed a 4',
        'trade 2: 4 @ 100 a(1) t(1)',
        'refreshed a 1',
        'trade 3: 1 @ 100 a(0) t(0)',
      ],
    });
  });

  test('trades as a taker with all it has, and shows a slice of what is left', () => {
    check({
      given: ['buy m 5 @ 100 by bob'],
      when: 'sell a 9 @ 100 shows 2',
      gives: ['accepted a #2', 'trade 1: 5 @ 100 m(0) a(4)'],
      book: '100 | a:2/4\n---',
    });
  });

  test('made smaller in its place loses first what it does not show', () => {
    check({
      given,
      when: 'replace a 6 @ 100 by bob',
      gives: ['replaced a 6/6 @ 100 kept'],
      book: '100 | a:4/6 b:3\n---',
    });
    check({
      given,
      when: 'replace a 3 @ 100 by bob',
      gives: ['replaced a 3/3 @ 100 kept'],
      book: '100 | a:3 b:3\n---',
    });
  });

  test('that comes again shows a slice again', () => {
    check({
      given,
      when: 'replace a 10 @ 101 by bob',
      gives: ['replaced a 10/10 @ 101'],
      book: '101 | a:4/10\n100 | b:3\n---',
    });
  });

  test('is cancelled with all it has', () => {
    check({
      given,
      when: 'cancel a by bob',
      gives: ['cancelled a 9 requested'],
      book: '100 | b:3\n---',
    });
  });

  test.each(['shows 0', 'shows 1.5', 'shows 6'])('that %s of 5 is rejected', (shows) => {
    check({ when: `buy t 5 @ 1 ${shows}`, gives: ['OrderRejected t ORDER_DISPLAY_QUANTITY'] });
  });

  test('has a thousand slices at most, also when it is replaced', () => {
    const rejected = ['OrderRejected t ORDER_DISPLAY_QUANTITY'];
    check({ when: 'buy t 2001 @ 1 shows 2', gives: rejected });
    const order = 'buy t 2000 @ 1 shows 2';
    check({ when: order, gives: ['accepted t #1'] });
    const tooMany = ['OrderReplaceRejected t ORDER_DISPLAY_QUANTITY'];
    check({ given: [order], when: 'replace t 2001 @ 1', gives: tooMany });
    const sold = [order, 'sell s 1 @ 1'];
    check({ given: sold, when: 'replace t 2001 @ 1', gives: ['replaced t 2000/2001 @ 1'] });
  });

  test('may show all it has', () => {
    check({ when: 'buy t 5 @ 1 shows 5', gives: ['accepted t #1'], book: '---\n1 | t:5' });
  });
});

describe('an order by quoteQuantity', () => {
  const given = ['sell a 3 @ 10 by bob', 'sell b 5 @ 20 by bob', 'sell c 5 @ 40 by bob'];

  test('buys while its money buys one lot', () => {
    check({
      given,
      when: 'market buy t for 75 to 100',
      gives: ['accepted t #4', 'trade 1: 3 @ 10 a(0) t(4)', 'trade 2: 2 @ 20 b(3) t(0)'],
      book: '40 | c:5\n20 | b:3\n---',
    });
  });

  test('is cancelled with what its money would still buy at the last price', () => {
    check({
      given,
      when: 'market buy t for 75 to 10',
      gives: ['accepted t #4', 'trade 1: 3 @ 10 a(0) t(4)', 'cancelled t 4 immediate-or-cancel'],
    });
  });

  test('is cancelled with nothing where it buys nothing', () => {
    check({
      given,
      when: 'market buy t for 9 to 100',
      gives: ['accepted t #4', 'cancelled t 0 immediate-or-cancel'],
    });
    check({
      when: 'market buy t for 9 to 100',
      gives: ['accepted t #1', 'cancelled t 0 immediate-or-cancel'],
    });
  });

  test.each([
    ['market buy t for 0 to 100', 'ORDER_QUANTITY_TOO_SMALL'],
    ['market buy t for 9007199254740992 to 100', 'MARKET_CAPACITY'],
    ['market sell t for 100 to 1', 'ORDER_TERMS'],
    ['market buy t for 100 to 100 FOK', 'ORDER_TERMS'],
  ])('%s is rejected %s', (when, code) => {
    check({ given, when, gives: [`OrderRejected t ${code}`] });
  });
});
