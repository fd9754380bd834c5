import { describe, test } from 'vitest';
import { check } from './support.ts';

const given = ['sell a 4 @ 100', 'sell b 4 @ 100 by bob', 'sell c 4 @ 101 by bob'];

describe('an order that meets one of its own account', () => {
  test('trades with it where it says nothing else', () => {
    check({ given, when: 'buy t 4 @ 100', gives: ['accepted t #4', 'trade 1: 4 @ 100 a(0) t(0)'] });
  });

  test('expires', () => {
    check({
      given: ['sell x 1 @ 99 by bob', ...given],
      when: 'buy t 6 @ 101 expire-taker',
      gives: [
        'accepted t #5',
        'trade 1: 1 @ 99 x(0) t(5)',
        'prevented expire-taker: 4 @ 100 a(4) t(5)',
        'cancelled t 5 self-trade-prevention',
      ],
      book: '101 | c:4\n100 | a:4 b:4\n---',
    });
  });

  test('expires the other one, whole, and goes on', () => {
    check({
      given: ['sell a 4 @ 100 shows 1', ...given.slice(1)],
      when: 'buy t 6 @ 101 expire-maker',
      gives: [
        'accepted t #4',
        'prevented expire-maker: 1 @ 100 a(4) t(6)',
        'cancelled a 4 self-trade-prevention',
        'trade 1: 4 @ 100 b(0) t(2)',
        'trade 2: 2 @ 101 c(2) t(0)',
      ],
    });
  });

  test('expires both', () => {
    check({
      given,
      when: 'buy t 6 @ 101 expire-both',
      gives: [
        'accepted t #4',
        'prevented expire-both: 4 @ 100 a(4) t(6)',
        'cancelled a 4 self-trade-prevention',
        'cancelled t 6 self-trade-prevention',
      ],
      book: '101 | c:4\n100 | b:4\n---',
    });
  });

  test('makes both smaller: the other one goes, it goes on', () => {
    check({
      given,
      when: 'buy t 6 @ 100 decrement',
      gives: [
        'accepted t #4',
        'prevented decrement: 4 @ 100 a(0) t(2)',
        'cancelled a 0 self-trade-prevention',
        'trade 1: 2 @ 100 b(2) t(0)',
      ],
    });
  });

  test('makes both smaller: it goes, the other one stays in its place', () => {
    check({
      given,
      when: 'buy t 3 @ 100 decrement',
      gives: [
        'accepted t #4',
        'prevented decrement: 3 @ 100 a(1) t(0)',
        'cancelled t 0 self-trade-prevention',
      ],
      book: '101 | c:4\n100 | a:1 b:4\n---',
    });
  });

  test('takes an iceberg’s slices one by one', () => {
    check({
      given: ['sell a 4 @ 100 shows 3'],
      when: 'buy t 5 @ 100 decrement',
      gives: [
        'accepted t #2',
        'prevented decrement: 3 @ 100 a(1) t(2)',
        'refreshed a 1',
        'prevented decrement: 1 @ 100 a(0) t(1)',
        'cancelled a 0 self-trade-prevention',
      ],
      book: '---\n100 | t:1',
    });
  });

  test('spends the money that it would have spent', () => {
    check({
      given,
      when: 'market buy t for 500 to 200 decrement',
      gives: [
        'accepted t #4',
        'prevented decrement: 4 @ 100 a(0) t(1)',
        'cancelled a 0 self-trade-prevention',
        'trade 1: 1 @ 100 b(3) t(0)',
      ],
    });
  });

  test('is a taker when it is replaced too', () => {
    check({
      given: ['buy t 5 @ 99 expire-taker', 'sell a 4 @ 100'],
      when: 'replace t 5 @ 100',
      gives: [
        'replaced t 5/5 @ 100',
        'prevented expire-taker: 4 @ 100 a(4) t(5)',
        'cancelled t 5 self-trade-prevention',
      ],
    });
  });

  test('cancels the partner of a leg that it makes smaller', () => {
    check({
      given: ['sell l 4 @ 100 with s', 'stop sell s 4 at 90 to 80 with l'],
      when: 'buy t 1 @ 100 decrement',
      gives: [
        'accepted t #3',
        'prevented decrement: 1 @ 100 l(3) t(0)',
        'cancelled s 4 one-cancels-other',
        'cancelled t 0 self-trade-prevention',
      ],
    });
  });
});

describe('an order that meets one of another account', () => {
  const apart = ['sell a 4 @ 100 by bob led-by ann', 'sell b 4 @ 100 by eve'];

  test.each([
    ['expire-taker', ['cancelled t 6 self-trade-prevention']],
    ['expire-maker', ['cancelled a 4 self-trade-prevention', 'trade 1: 4 @ 100 b(0) t(2)']],
    ['expire-both', ['cancelled a 4 self-trade-prevention', 'cancelled t 6 self-trade-prevention']],
  ])('of its owner group does not trade with it: %s', (mode, then) => {
    check({
      given: apart,
      when: `buy t 6 @ 100 ${mode}`,
      gives: ['accepted t #3', `prevented ${mode}: 4 @ 100 a(4) t(6)`, ...then],
    });
  });

  test('of its owner group does not trade with it: decrement', () => {
    check({
      given: apart,
      when: 'buy t 6 @ 100 decrement',
      gives: [
        'accepted t #3',
        'prevented decrement: 4 @ 100 a(0) t(2)',
        'cancelled a 0 self-trade-prevention',
        'trade 1: 2 @ 100 b(2) t(0)',
      ],
      book: '100 | b:2\n---',
    });
  });

  test('does so where neither of them leads the group, and where its leader is the taker', () => {
    const when = 'expire-taker led-by ann by';
    for (const [maker, taker] of [
      ['by bob led-by ann', `${when} eve`],
      ['by bob led-by ann', 'expire-taker'],
      ['', `${when} eve`],
    ]) {
      check({
        given: [`sell a 4 @ 100 ${maker}`],
        when: `buy t 4 @ 100 ${taker}`,
        gives: [
          'accepted t #2',
          'prevented expire-taker: 4 @ 100 a(4) t(4)',
          'cancelled t 4 self-trade-prevention',
        ],
      });
    }
  });

  test('of another owner group trades with it', () => {
    check({
      given: ['sell a 4 @ 100 by bob led-by house'],
      when: 'buy t 4 @ 100 expire-both by eve led-by ann',
      gives: ['accepted t #2', 'trade 1: 4 @ 100 a(0) t(0)'],
    });
  });

  test('of its owner group trades with it where it says nothing else', () => {
    check({
      given: apart,
      when: 'buy t 4 @ 100',
      gives: ['accepted t #3', 'trade 1: 4 @ 100 a(0) t(0)'],
    });
  });

  test('knows the group of an account by an order that is rejected, too', () => {
    check({
      given: ['sell a 4 @ 100 by bob', 'sell x 0 @ 100 by bob led-by ann'],
      when: 'buy t 4 @ 100 expire-taker',
      gives: [
        'accepted t #2',
        'prevented expire-taker: 4 @ 100 a(4) t(4)',
        'cancelled t 4 self-trade-prevention',
      ],
    });
  });

  test('must fill, and does not count those of its owner group', () => {
    check({
      given: apart,
      when: 'buy t 5 @ 100 FOK expire-maker',
      gives: ['accepted t #3', 'cancelled t 5 fill-or-kill'],
    });
    check({
      given: apart,
      when: 'buy t 4 @ 100 FOK decrement',
      gives: ['accepted t #3', 'cancelled t 4 fill-or-kill'],
    });
  });
});

describe('an order that must fill counts what it could trade', () => {
  test('past its own orders where they expire', () => {
    check({
      given,
      when: 'buy t 8 @ 101 FOK expire-maker',
      gives: [
        'accepted t #4',
        'prevented expire-maker: 4 @ 100 a(4) t(8)',
        'cancelled a 4 self-trade-prevention',
        'trade 1: 4 @ 100 b(0) t(4)',
        'trade 2: 4 @ 101 c(0) t(0)',
      ],
    });
    check({
      given,
      when: 'buy t 9 @ 101 FOK expire-maker',
      gives: ['accepted t #4', 'cancelled t 9 fill-or-kill'],
    });
  });

  test.each(['expire-taker', 'expire-both', 'decrement'])(
    'before the first of them: %s',
    (mode) => {
      const first = ['sell x 2 @ 100 by bob', 'sell y 9 @ 100 shows 3 by bob', ...given];
      const killed = (lots: number) => ['accepted t #6', `cancelled t ${lots} fill-or-kill`];
      check({ given: first, when: `buy t 6 @ 101 FOK ${mode}`, gives: killed(6) });
      check({
        given: first,
        when: `buy t 5 @ 101 FOK ${mode}`,
        gives: [
          'accepted t #6',
          'trade 1: 2 @ 100 x(0) t(3)',
          'trade 2: 3 @ 100 y(6) t(0)',
          'refreshed y 3',
        ],
      });
    },
  );
});
