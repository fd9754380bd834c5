import { describe, test } from 'vitest';
import { check } from './support.ts';

/** Somebody has traded at 100, and both sides of the book have orders. */
const traded = ['sell m 1 @ 100 by bob', 'buy n 1 @ 100 by bob'];
const deep = [...traded, 'sell p 5 @ 105 by bob', 'buy q 5 @ 95 by bob'];

describe('a stop order', () => {
  test('waits, and is no part of the book', () => {
    check({
      given: deep,
      when: 'stop buy s 2 at 103 to 110',
      gives: ['accepted s #5'],
      book: '105 | p:5\n---\n95 | q:5\ns:2 waits at 103',
    });
  });

  test('is a market order as soon as somebody trades at its stop', () => {
    check({
      given: [...deep, 'stop buy s 2 at 105 to 110'],
      when: 'buy t 1 @ 105 by bob',
      gives: [
        'accepted t #6',
        'trade 2: 1 @ 105 p(4) t(0)',
        'triggered s 105',
        'trade 3: 2 @ 105 p(2) s(0)',
      ],
      book: '105 | p:2\n---\n95 | q:5',
    });
  });

  test('never trades through its protection price, and never rests', () => {
    check({
      given: [...deep, 'sell r 5 @ 108 by bob', 'stop buy s 9 at 105 to 107'],
      when: 'buy t 1 @ 105 by bob',
      gives: [
        'accepted t #7',
        'trade 2: 1 @ 105 p(4) t(0)',
        'triggered s 105',
        'trade 3: 4 @ 105 p(0) s(5)',
        'cancelled s 5 immediate-or-cancel',
      ],
      book: '108 | r:5\n---\n95 | q:5',
    });
  });

  test('whose stop the last trade has reached runs at once', () => {
    check({
      given: deep,
      when: 'stop sell s 2 at 100 to 90',
      gives: ['accepted s #5', 'triggered s 100', 'trade 2: 2 @ 95 q(3) s(0)'],
    });
  });

  test('is reached by any trade of a sweep, also one that the next went away from', () => {
    check({
      given: [
        ...traded,
        'sell a 1 @ 98 by bob',
        'sell b 1 @ 104 by bob',
        'stop sell s 1 at 99 to 1',
      ],
      when: 'buy t 2 @ 104 by bob',
      gives: [
        'accepted t #6',
        'trade 2: 1 @ 98 a(0) t(1)',
        'trade 3: 1 @ 104 b(0) t(0)',
        'triggered s 99',
        'cancelled s 1 immediate-or-cancel',
      ],
    });
  });

  test('goes after those that are older, and before those that it triggers', () => {
    check({
      given: [
        ...traded,
        'sell a 1 @ 101 by bob',
        'sell b 1 @ 102 by bob',
        'sell c 9 @ 103 by bob',
        'stop buy x 1 at 102 to 200',
        'stop buy y 1 at 101 to 200',
        'stop buy z 1 at 101 to 200',
      ],
      when: 'buy t 1 @ 101 by bob',
      gives: [
        'accepted t #9',
        'trade 2: 1 @ 101 a(0) t(0)',
        'triggered y 101',
        'trade 3: 1 @ 102 b(0) y(0)',
        'triggered z 101',
        'trade 4: 1 @ 103 c(8) z(0)',
        'triggered x 102',
        'trade 5: 1 @ 103 c(7) x(0)',
      ],
    });
  });
});

describe('a stop-limit order', () => {
  test('rests at its limit with what it does not trade', () => {
    check({
      given: [...deep, 'stop buy s 9 at 105 @ 106'],
      when: 'buy t 1 @ 105 by bob',
      gives: [
        'accepted t #6',
        'trade 2: 1 @ 105 p(4) t(0)',
        'triggered s 105',
        'trade 3: 4 @ 105 p(0) s(5)',
      ],
      book: '---\n106 | s:5\n95 | q:5',
    });
  });

  test('can be replaced only when it has come to rest', () => {
    const given = [...deep, 'stop buy s 9 at 105 @ 106'];
    const when = 'replace s 9 @ 107';
    check({ given, when, gives: ['OrderReplaceRejected s ORDER_NOT_REPLACEABLE'] });
    const rests = [...given, 'buy t 1 @ 105 by bob'];
    check({ given: rests, when, gives: ['replaced s 5/9 @ 107'] });
  });
});

describe('a trailing stop', () => {
  const given = [
    ...traded,
    'sell a 1 @ 104 by bob',
    'buy b 9 @ 90 by bob',
    'trail sell s 2 behind 100 by-ticks 5 to 1',
  ];

  test('starts behind its reference, or the last trade where that is better', () => {
    check({
      given,
      when: 'cancel z',
      gives: ['OrderCancelRejected z ORDER_CLOSED'],
      book: '104 | a:1\n---\n90 | b:9\ns:2 waits at 95',
    });
    check({
      given: traded,
      when: 'trail sell s 2 behind 90 by-ticks 5 to 1',
      gives: ['accepted s #3'],
      book: '---\ns:2 waits at 95',
    });
    check({
      given: traded,
      when: 'trail buy s 2 behind 120 by-ticks 5 to 200',
      gives: ['accepted s #3'],
      book: '---\ns:2 waits at 105',
    });
  });

  test('follows a price that rises, and not one that falls', () => {
    check({
      given: [...given, 'buy t 1 @ 104 by bob', 'sell u 1 @ 102 by bob'],
      when: 'buy v 1 @ 102 by bob',
      gives: ['accepted v #8', 'trade 3: 1 @ 102 u(0) v(0)'],
      book: '---\n90 | b:9\ns:2 waits at 99',
    });
  });

  test('is reached as a stop is', () => {
    check({
      given: [...given, 'buy t 1 @ 104 by bob'],
      when: 'sell u 1 @ 90 by bob',
      gives: [
        'accepted u #7',
        'trade 3: 1 @ 90 b(8) u(0)',
        'triggered s 99',
        'trade 4: 2 @ 90 b(6) s(0)',
      ],
    });
  });

  test('stands between the lowest and the highest price there is', () => {
    check({
      given: traded,
      when: 'trail sell s 2 behind 3 by-ticks 500 to 1',
      gives: ['accepted s #3'],
      book: '---\ns:2 waits at 1',
    });
    check({
      given: traded,
      when: 'trail buy s 2 behind 100 by-ticks 1099511627776 to 1099511627776',
      gives: ['accepted s #3'],
      book: '---\ns:2 waits at 1099511627776',
    });
  });
});

describe('an OCO pair', () => {
  const pair = [...deep, 'sell l 4 @ 104 with s', 'stop sell s 4 at 96 to 80 with l'];

  test('stands with both legs', () => {
    check({
      given: pair.slice(0, -1),
      when: pair.at(-1) as string,
      gives: ['accepted s #6'],
      book: '105 | p:5\n104 | l:4\n---\n95 | q:5\ns:4 waits at 96',
    });
  });

  test('loses the stop when the limit leg trades, if only in part', () => {
    check({
      given: pair,
      when: 'buy t 1 @ 104 by bob',
      gives: ['accepted t #7', 'trade 2: 1 @ 104 l(3) t(0)', 'cancelled s 4 one-cancels-other'],
      book: '105 | p:5\n104 | l:3\n---\n95 | q:5',
    });
  });

  test('loses the limit leg when the stop is reached, before the stop trades', () => {
    check({
      given: pair,
      when: 'sell t 1 @ 95 by bob',
      gives: [
        'accepted t #7',
        'trade 2: 1 @ 95 q(4) t(0)',
        'triggered s 96',
        'cancelled l 4 one-cancels-other',
        'trade 3: 4 @ 95 q(0) s(0)',
      ],
      book: '105 | p:5\n---',
    });
  });

  test('is cancelled whole, by either leg or with all others', () => {
    check({
      given: pair,
      when: 'cancel l',
      gives: ['cancelled l 4 requested', 'cancelled s 4 one-cancels-other'],
    });
    check({
      given: pair,
      when: 'cancel s',
      gives: ['cancelled s 4 requested', 'cancelled l 4 one-cancels-other'],
    });
    check({
      given: pair,
      when: 'cancel all of ann',
      gives: ['cancelled l 4 mass-cancel', 'cancelled s 4 one-cancels-other', 'cancelled 2 of ann'],
    });
  });

  test('cannot be replaced', () => {
    for (const leg of ['l', 's']) {
      check({
        given: pair,
        when: `replace ${leg} 3 @ 104`,
        gives: [`OrderReplaceRejected ${leg} ORDER_NOT_REPLACEABLE`],
      });
    }
  });

  test('has its stop rejected when the limit leg has traded or is gone', () => {
    const when = 'stop sell s 4 at 94 to 80 with l';
    const gives = ['OrderRejected s ORDER_PARTNER_GONE'];
    check({ given: [...deep, 'sell l 4 @ 95 with s'], when, gives });
    check({ given: [...deep, 'sell l 4 @ 104 with s', 'buy t 1 @ 104 by bob'], when, gives });
    check({ given: [...deep, 'sell l 5 @ 104 with s'], when, gives });
    check({ given: [...deep, 'buy l 4 @ 90 with s'], when, gives });
    check({ given: [...deep, 'sell l 4 @ 104 with s by bob'], when, gives });
  });

  test('loses the first leg when the second one is rejected', () => {
    check({
      given: [...deep, 'sell l 4 @ 104 with s'],
      when: 'stop sell s 4 at 0 to 80 with l',
      gives: ['OrderRejected s ORDER_PRICE_BOUNDS', 'cancelled l 4 one-cancels-other'],
    });
  });

  test('may have the stop first', () => {
    check({
      given: [...deep, 'stop sell s 4 at 94 to 80 with t'],
      when: 'sell t 4 @ 95 with s',
      gives: ['accepted t #6', 'trade 2: 4 @ 95 q(1) t(0)', 'cancelled s 4 one-cancels-other'],
    });
  });
});
