import { rateE8, ticks } from '@truetape/domain';
import { describe, test } from 'vitest';
import { check } from './support.ts';

const begin = 'auction due 50';

describe('the price of an auction', () => {
  const orders = (...lines: string[]) => lines.map((line, i) => `${line} by bob${i}`);

  test.each([
    // Demand 10 at 102 and below; supply 5 from 100, 10 from 101.
    ['trades most', orders('buy a 10 @ 102', 'sell b 5 @ 100', 'sell c 5 @ 101'), '10 @ 101'],
    ['leaves least', orders('buy a 6 @ 102', 'buy b 4 @ 101', 'sell c 6 @ 100'), '6 @ 102'],
    ['leaves the side told', orders('buy a 9 @ 101', 'sell c 6 @ 101'), '6 @ 101 3 buy over'],
    [
      'leaves the other side told',
      orders('buy a 2 @ 101', 'sell c 6 @ 101'),
      '2 @ 101 4 sell over',
    ],
    [
      'counts what is not shown',
      orders('buy a 9 @ 101 shows 1', 'sell c 6 @ 101 shows 2'),
      '6 @ 101 3 buy over',
    ],
    ['is the lowest without a reference', orders('buy a 5 @ 109', 'sell b 5 @ 101'), '5 @ 101'],
  ] as const)('%s', (_, lines, want) => {
    const [last = '', ...given] = [...lines].reverse();
    check({
      given: [begin, ...given.reverse()],
      when: last,
      gives: [`accepted ${last.split(' ')[1]} #${lines.length}`, `indicated ${want}`],
    });
  });

  test.each([
    [90, 101],
    [101, 101],
    [105, 105],
    [109, 109],
    [200, 109],
  ])('is as near to the reference %s as it can be: %s', (reference, price) => {
    const instrument = { referencePrice: ticks(reference) };
    const given = [begin, 'buy a 5 @ 109'];
    check({
      instrument,
      given,
      when: 'sell b 5 @ 101 by bob',
      gives: ['accepted b #2', `indicated 5 @ ${price}`],
    });
  });

  test('lies between two prices where least is left over there', () => {
    // At 105 and below nine buy, above it five; from 107 seven sell, below it five.
    const given = [begin, 'buy a 5 @ 109', 'buy b 4 @ 105', 'sell c 5 @ 101 by bob'];
    const instrument = { referencePrice: ticks(1) };
    check({
      instrument,
      given,
      when: 'sell d 2 @ 107 by bob',
      gives: ['accepted d #4'],
    });
    check({
      instrument,
      given: given.slice(0, 3),
      when: given[3] as string,
      gives: ['accepted c #3', 'indicated 5 @ 106'],
    });
  });
});

describe('an auction', () => {
  test('tells what it would do only when that changes', () => {
    const given = [begin, 'buy a 5 @ 109'];
    check({ given: [begin], when: 'buy a 5 @ 109', gives: ['accepted a #1'] });
    check({ given: [...given, 'sell b 5 @ 101'], when: 'buy c 1 @ 90', gives: ['accepted c #3'] });
    check({
      given: [...given, 'sell b 5 @ 101'],
      when: 'cancel a',
      gives: ['cancelled a 5 requested', 'indicated 0 @ none'],
    });
    check({
      given: [...given, 'sell b 5 @ 101', 'cancel a'],
      when: 'cancel b',
      gives: ['cancelled b 5 requested'],
    });
  });

  test('trades by price, then time, slice by slice, the older order as maker', () => {
    check({
      given: [
        'sell a 5 @ 100 shows 2 by bob',
        begin,
        'sell b 2 @ 100 by bob',
        'buy c 3 @ 100 by eve',
        'buy d 3 @ 101 by eve',
      ],
      when: 'clock 50',
      gives: [
        'auction 1: 2 @ 100 a(3) d(1)',
        'refreshed a 2',
        'auction 2: 1 @ 100 b(1) d(0)',
        'auction 3: 1 @ 100 b(0) c(2)',
        'auction 4: 2 @ 100 a(1) c(0)',
        'refreshed a 1',
        'auction → open auction-end',
      ],
      book: '100 | a:1\n---',
    });
  });

  test('makes a post-only order the maker, whichever is older', () => {
    check({
      given: ['buy p 1 @ 90 by bob', 'sell o 1 @ 100 post', begin],
      when: 'replace p 1 @ 100 by bob',
      gives: ['replaced p 1/1 @ 100', 'indicated 1 @ 100'],
    });
    check({
      given: ['buy p 1 @ 90 by bob', 'sell o 1 @ 100 post', begin, 'replace p 1 @ 100 by bob'],
      when: 'open',
      gives: ['auction 1: 1 @ 100 o(0) p(0)', 'auction → open'],
    });
  });

  test('prevents no trade of an account with itself', () => {
    check({
      given: [begin, 'sell a 1 @ 100 expire-both', 'buy b 1 @ 100 expire-both'],
      when: 'open',
      gives: ['auction 1: 1 @ 100 a(0) b(0)', 'auction → open'],
    });
  });

  test('cancels the partners of what trades', () => {
    check({
      given: [
        begin,
        'sell a 2 @ 100 with s',
        'stop sell s 2 at 90 to 80 with a',
        'buy b 1 @ 100 with r by bob',
        'stop buy r 1 at 120 to 130 with b by bob',
      ],
      when: 'open',
      gives: [
        'auction 1: 1 @ 100 a(1) b(0)',
        'cancelled s 2 one-cancels-other',
        'cancelled r 1 one-cancels-other',
        'auction → open',
      ],
    });
  });

  test('may close the market, and triggers nothing then', () => {
    check({
      given: [
        'stop buy s 1 at 100 to 200',
        'auction due 50 then closed',
        'sell a 2 @ 100',
        'buy b 1 @ 100 by bob',
      ],
      when: 'clock 50',
      gives: ['auction 1: 1 @ 100 a(1) b(0)', 'auction → closed auction-end'],
      book: '100 | a:1\n---\ns:1 waits at 100',
    });
  });

  test('that is halted or closed trades nothing', () => {
    for (const state of ['halted', 'closed']) {
      check({
        given: [begin, 'sell a 2 @ 100', 'buy b 1 @ 100 by bob'],
        when: state,
        gives: [`auction → ${state}`],
        book: '100 | a:2\n---\n100 | b:1',
      });
    }
  });
});

describe('a price band', () => {
  const band = (beyond: 'reject' | 'auction', window = 2) => ({
    referencePrice: ticks(100),
    priceBand: { rate: rateE8(5_000_000), window, beyond, auctionMs: 40 },
  });
  const instrument = band('reject');
  const book = ['sell a 5 @ 104 by bob', 'sell b 5 @ 108 by bob', 'buy c 5 @ 96 by bob'];

  test('rejects limit orders beyond it, on the side where they would trade', () => {
    check({ instrument, when: 'buy t 1 @ 105', gives: ['accepted t #1'] });
    check({ instrument, when: 'buy t 1 @ 106', gives: ['OrderRejected t MARKET_PRICE_BAND'] });
    check({ instrument, when: 'sell t 1 @ 95', gives: ['accepted t #1'] });
    check({ instrument, when: 'sell t 1 @ 94', gives: ['OrderRejected t MARKET_PRICE_BAND'] });
    check({ instrument, when: 'buy t 1 @ 1', gives: ['accepted t #1'] });
    check({
      instrument,
      given: ['buy t 1 @ 1'],
      when: 'replace t 1 @ 106',
      gives: ['OrderReplaceRejected t MARKET_PRICE_BAND'],
    });
  });

  test('rounds towards where the market is', () => {
    const odd = { ...instrument, referencePrice: ticks(101) };
    check({ instrument: odd, when: 'buy t 1 @ 107', gives: ['OrderRejected t MARKET_PRICE_BAND'] });
    check({ instrument: odd, when: 'buy t 1 @ 106', gives: ['accepted t #1'] });
    check({ instrument: odd, when: 'sell t 1 @ 95', gives: ['OrderRejected t MARKET_PRICE_BAND'] });
    check({ instrument: odd, when: 'sell t 1 @ 96', gives: ['accepted t #1'] });
  });

  test('lets a market order trade within it', () => {
    check({
      instrument,
      given: book,
      when: 'market buy t 9 to 200',
      gives: ['accepted t #4', 'trade 1: 5 @ 104 a(0) t(4)', 'cancelled t 4 immediate-or-cancel'],
    });
  });

  test('follows the mean of the last trades', () => {
    const given = [...book, 'buy t 2 @ 104'];
    check({
      instrument,
      given,
      when: 'buy u 1 @ 109',
      gives: ['accepted u #5', 'trade 2: 1 @ 104 a(2) u(0)'],
    });
    check({
      instrument,
      given,
      when: 'buy u 1 @ 110',
      gives: ['OrderRejected u MARKET_PRICE_BAND'],
    });
    // The mean of 104 and 108 is 106; of 108 and 108 it is 108.
    const two = [...given, 'cancel a by bob', 'buy u 1 @ 108'];
    check({
      instrument,
      given: two,
      when: 'buy v 1 @ 112',
      gives: ['OrderRejected v MARKET_PRICE_BAND'],
    });
    const three = [...two, 'buy v 1 @ 108'];
    check({
      instrument,
      given: three,
      when: 'buy w 1 @ 113',
      gives: ['accepted w #7', 'trade 4: 1 @ 108 b(2) w(0)'],
    });
  });

  test('cancels a stop-limit order beyond it when its stop is reached', () => {
    check({
      instrument,
      given: [...book, 'stop buy s 1 at 104 @ 120'],
      when: 'buy t 1 @ 104',
      gives: [
        'accepted t #5',
        'trade 1: 1 @ 104 a(4) t(0)',
        'triggered s 104',
        'cancelled s 1 price-band',
      ],
    });
  });

  const pauses = band('auction');

  test('pauses the market where an order would trade on beyond it', () => {
    check({
      instrument: pauses,
      given: book,
      when: 'buy t 9 @ 110',
      gives: [
        'accepted t #4',
        'trade 1: 5 @ 104 a(0) t(4)',
        'open → auction volatility due 40',
        'indicated 4 @ 108 1 sell over',
      ],
      book: '108 | b:5\n---\n110 | t:4\n96 | c:5',
    });
  });

  test('pauses it and cancels what may not rest', () => {
    check({
      instrument: pauses,
      given: book,
      when: 'market buy t 9 to 200',
      gives: [
        'accepted t #4',
        'trade 1: 5 @ 104 a(0) t(4)',
        'open → auction volatility due 40',
        'cancelled t 4 immediate-or-cancel',
      ],
    });
  });

  test('kills an order that must fill, and does not pause for it', () => {
    check({
      instrument: pauses,
      given: book,
      when: 'buy t 9 @ 110 FOK',
      gives: ['accepted t #4', 'cancelled t 9 fill-or-kill'],
    });
  });

  test('does not pause for an order whose limit nobody reaches', () => {
    check({
      instrument: pauses,
      given: book,
      when: 'buy t 9 @ 107',
      gives: ['accepted t #4', 'trade 1: 5 @ 104 a(0) t(4)'],
    });
  });

  test('begins anew with the price of an auction', () => {
    const given = [...book, 'buy t 9 @ 110', 'clock 40'];
    check({
      instrument: pauses,
      given: given.slice(0, -1),
      when: 'clock 40',
      gives: ['auction 2: 4 @ 108 b(1) t(0)', 'auction → open auction-end'],
    });
    check({
      instrument: pauses,
      given: [...given, 'sell x 1 @ 113 by bob'],
      when: 'buy y 2 @ 113',
      gives: ['accepted y #6', 'trade 3: 1 @ 108 b(0) y(1)', 'trade 4: 1 @ 113 x(0) y(0)'],
    });
  });

  test('that is run into leaves those that wait for their turn waiting', () => {
    check({
      instrument: pauses,
      given: [...book, 'stop buy s 9 at 104 to 200', 'stop buy r 9 at 104 to 200'],
      when: 'buy t 1 @ 104',
      gives: [
        'accepted t #6',
        'trade 1: 1 @ 104 a(4) t(0)',
        'triggered s 104',
        'trade 2: 4 @ 104 a(0) s(5)',
        'open → auction volatility due 40',
        'cancelled s 5 immediate-or-cancel',
      ],
      book: '108 | b:5\n---\n96 | c:5\nr:9 waits at 104',
    });
  });
});
