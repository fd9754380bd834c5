import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { describe, test } from 'vitest';
import { apply, emptyMarket } from '../src/engine/index.ts';
import { check, inputOf, openMarket } from './support.ts';

const STATES = ['closed', 'pre-open', 'auction', 'halted', 'open'] as const;
type State = (typeof STATES)[number];

/** How a market that has been listed comes to a state. */
const TO: Readonly<Record<State, readonly string[]>> = {
  closed: ['closed'],
  'pre-open': ['closed', 'pre-open'],
  auction: ['auction due 50'],
  halted: ['halted'],
  open: [],
};

/** The rows of a table in text, each by its first cell. */
function rowsOf(table: string): readonly (readonly [string, ...string[]])[] {
  const lines = table.trim().split('\n');
  return lines.map((line) => line.split('|').map((cell) => cell.trim()) as [string, ...string[]]);
}

describe('each order in each state', () => {
  const WORDS: Readonly<Record<string, string | undefined>> = {
    TradeExecuted: 'trades',
    OrderCancelled: 'cancelled',
  };

  // Somebody sells at 100 and buys at 98, and the last trade was at 99.
  const given = [
    'sell m 1 @ 99 by bob',
    'buy n 1 @ 99 by bob',
    'sell a 5 @ 100 by bob',
    'buy b 5 @ 98 by bob',
  ];
  const [, ...rows] = rowsOf(`
    order                            | closed        | pre-open       | auction        | halted        | open
    buy t 5 @ 98                     | MARKET_CLOSED | rests          | rests          | MARKET_HALTED | rests
    buy t 5 @ 100                    | MARKET_CLOSED | rests          | rests          | MARKET_HALTED | trades
    buy t 5 @ 98 post                | MARKET_CLOSED | MARKET_AUCTION | MARKET_AUCTION | MARKET_HALTED | rests
    buy t 5 @ 100 IOC                | MARKET_CLOSED | MARKET_AUCTION | MARKET_AUCTION | MARKET_HALTED | trades
    buy t 5 @ 100 FOK                | MARKET_CLOSED | MARKET_AUCTION | MARKET_AUCTION | MARKET_HALTED | trades
    buy t 5 @ 100 GTD due 60         | MARKET_CLOSED | rests          | rests          | MARKET_HALTED | trades
    buy t 5 @ 98 DAY due 60          | MARKET_CLOSED | rests          | rests          | MARKET_HALTED | rests
    buy t 5 @ 98 shows 2             | MARKET_CLOSED | rests          | rests          | MARKET_HALTED | rests
    market buy t 5 to 110            | MARKET_CLOSED | MARKET_AUCTION | MARKET_AUCTION | MARKET_HALTED | trades
    market buy t 5 to 110 FOK        | MARKET_CLOSED | MARKET_AUCTION | MARKET_AUCTION | MARKET_HALTED | trades
    market buy t for 500 to 110      | MARKET_CLOSED | MARKET_AUCTION | MARKET_AUCTION | MARKET_HALTED | trades
    stop buy t 5 at 105 to 110       | MARKET_CLOSED | waits          | waits          | MARKET_HALTED | waits
    stop buy t 5 at 99 to 110        | MARKET_CLOSED | waits          | waits          | MARKET_HALTED | trades
    stop buy t 5 at 105 @ 106        | MARKET_CLOSED | waits          | waits          | MARKET_HALTED | waits
    stop buy t 5 at 99 @ 98          | MARKET_CLOSED | waits          | waits          | MARKET_HALTED | rests
    trail buy t 5 behind 99 by-ticks 2 to 110 | MARKET_CLOSED | waits | waits         | MARKET_HALTED | waits
    cancel a by bob                  | cancelled     | cancelled      | cancelled      | cancelled     | cancelled
    cancel all of bob                | cancelled     | cancelled      | cancelled      | cancelled     | cancelled
    replace a 4 @ 100 by bob         | MARKET_CLOSED | kept           | kept           | MARKET_HALTED | kept
    replace a 5 @ 101 by bob         | MARKET_CLOSED | moved          | moved          | MARKET_HALTED | moved
    replace a 5 @ 98 by bob          | MARKET_CLOSED | moved          | moved          | MARKET_HALTED | trades
  `);

  for (const [order, ...wants] of rows) {
    test.each(STATES.map((state, i) => [state, wants[i]] as const))(
      `${order} in %s: %s`,
      (state, want) => {
        const market = openMarket();
        for (const line of [...given, ...TO[state]]) apply(market, inputOf(line));
        const outcomes = apply(market, inputOf(order));
        const said = outcomes.map((outcome) => {
          if ('code' in outcome) return outcome.code;
          if (outcome.type === 'OrderReplaced') return outcome.priorityKept ? 'kept' : 'moved';
          return WORDS[outcome.type];
        });
        const wordsSaid = said.filter((word) => word !== undefined);
        const ends = market.rising.best >= 0 ? 'waits' : 'rests';
        const got = wordsSaid.includes('trades') ? 'trades' : (wordsSaid[0] ?? ends);
        strictEqual(got, want);
      },
    );
  }
});

describe('what operators ask', () => {
  const [, ...rows] = rowsOf(`
    from     | closed | pre-open | auction | halted | open
    closed   | -      | yes      | yes     | -      | yes
    pre-open | yes    | -        | yes     | yes    | yes
    auction  | yes    | -        | -       | yes    | yes
    halted   | yes    | yes      | yes     | -      | yes
    open     | yes    | -        | yes     | yes    | -
  `);
  for (const [from, ...answers] of rows) {
    test.each(STATES.map((to, i) => [to, answers[i]] as const))(
      `of a market that is ${from}: %s (%s)`,
      (to, answer) => {
        const due = to === 'auction' ? ' due 70' : '';
        const gives = answer === 'yes' ? [`${from} → ${to}${due}`] : [];
        check({ given: TO[from as State], when: `${to}${due}`, gives });
      },
    );
  }

  test('needs an end for an auction', () => {
    check({ when: 'auction', gives: [] });
  });

  test('does nothing to a market that is not listed', () => {
    deepStrictEqual(apply(emptyMarket('T-T'), inputOf('open')), []);
  });
});

describe('a market', () => {
  test('is listed open, or before its opening', () => {
    check({ instrument: { startsIn: 'pre-open' }, when: 'open', gives: ['pre-open → open'] });
  });

  test('trades what is crossed when it opens, then triggers', () => {
    check({
      given: [
        'stop buy s 1 at 100 to 200',
        'closed',
        'pre-open',
        'sell a 3 @ 100 by bob',
        'buy b 2 @ 101 by eve',
      ],
      when: 'open',
      gives: [
        'auction 1: 2 @ 100 a(1) b(0)',
        'pre-open → open',
        'triggered s 100',
        'trade 2: 1 @ 100 a(0) s(0)',
      ],
      book: '---',
    });
  });

  test('fills nothing while it is halted, and lets orders be cancelled', () => {
    check({
      given: ['sell a 3 @ 100 by bob', 'halted'],
      when: 'buy b 3 @ 100',
      gives: ['OrderRejected b MARKET_HALTED'],
      book: '100 | a:3\n---',
    });
  });

  test('holds every stop against the last trade when it opens', () => {
    check({
      given: [
        'sell a 1 @ 100 by bob',
        'buy b 1 @ 100',
        'halted',
        'pre-open',
        'stop sell s 1 at 100 to 1',
      ],
      when: 'open',
      gives: ['pre-open → open', 'triggered s 100', 'cancelled s 1 immediate-or-cancel'],
    });
  });
});

describe('the clock', () => {
  const given = [
    'buy a 1 @ 90 GTD due 30',
    'buy b 1 @ 91 DAY due 20',
    'stop buy c 1 at 120 to 130 GTD due 20',
    'sell d 1 @ 110 GTD due 31',
    'buy e 1 @ 92',
  ];

  test('ends what is due, the earlier first, then the older', () => {
    check({
      given,
      when: 'clock 30',
      gives: ['expired b 1', 'expired c 1', 'expired a 1'],
      book: '110 | d:1\n---\n92 | e:1',
    });
    check({ given: [...given, 'clock 30'], when: 'clock 30', gives: [] });
  });

  test('ends nothing that is gone', () => {
    check({
      given: [...given, 'cancel b', 'sell x 1 @ 90 by bob'],
      when: 'clock 25',
      gives: ['expired c 1'],
    });
  });

  test('never goes back', () => {
    check({
      given: ['clock 50', 'clock 10'],
      when: 'buy t 1 @ 1 GTD due 50',
      gives: ['OrderRejected t ORDER_EXPIRY'],
    });
    check({
      given: ['clock 50', 'clock 10'],
      when: 'buy t 1 @ 1 GTD due 51',
      gives: ['accepted t #1'],
    });
  });

  test('ends an iceberg whole, and the partner with a leg', () => {
    check({ given: ['buy a 9 @ 90 GTD due 30 shows 2'], when: 'clock 30', gives: ['expired a 9'] });
    check({
      given: ['buy a 9 @ 90 GTD due 30 with b', 'stop buy b 9 at 99 to 120 GTD due 30 with a'],
      when: 'clock 30',
      gives: ['expired a 9', 'cancelled b 9 one-cancels-other'],
    });
  });

  test('ends an auction between the orders that came before it and those that came since', () => {
    check({
      given: [
        'sell a 1 @ 100 by bob GTD due 50',
        'sell b 2 @ 101 by bob',
        'auction due 50',
        'buy c 1 @ 102 GTD due 50',
        'buy d 1 @ 90 GTD due 50',
      ],
      when: 'clock 50',
      gives: [
        'expired a 1',
        'auction 1: 1 @ 101 b(1) c(0)',
        'auction → open auction-end',
        'expired d 1',
      ],
    });
  });
});

describe('a ruleset', () => {
  const given = ['sell a 1 @ 100 by bob', 'buy p 1 @ 99 post'];
  const when = 'replace p 1 @ 100';

  test('2: a post-only order never takes', () => {
    check({ given, when, gives: ['OrderReplaceRejected p ORDER_POST_ONLY_WOULD_TAKE'] });
  });

  test('1: it does when it is replaced', () => {
    const instrument = { ruleset: 1 };
    check({
      instrument,
      given,
      when,
      gives: ['replaced p 1/1 @ 100', 'trade 1: 1 @ 100 a(0) p(0)'],
    });
  });

  test('is adopted once, and the outcomes are others from there on', () => {
    const instrument = { ruleset: 1 };
    check({ instrument, when: 'ruleset 2', gives: ['ruleset 1 → 2'] });
    check({ instrument, when: 'ruleset 1', gives: [] });
    check({
      instrument,
      given: [...given, 'ruleset 2'],
      when,
      gives: ['OrderReplaceRejected p ORDER_POST_ONLY_WOULD_TAKE'],
    });
  });

  test('that is not known, or is gone back to, stops the matcher', () => {
    throws(() => apply(openMarket(), inputOf('ruleset 3')), /ruleset 3 of T-T is known/);
    throws(() => apply(openMarket(), inputOf('ruleset 1')), /does not go back from ruleset 2 to 1/);
  });
});
