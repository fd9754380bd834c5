import { strictEqual, throws } from 'node:assert';
import { epochMs, type Instrument, ticks } from '@truetape/domain';
import { describe, test } from 'vitest';
import { NaiveMarket } from '../src/naive/index.ts';
import { inputOf, instrument, lineOf } from './support.ts';

/** Where a reading of the rules is easily wrong: reckoned by hand, so that both engines are not wrong in one manner. */
function gives(
  of: Partial<Instrument>,
  given: readonly string[],
  when: string,
  outcomes: readonly string[],
): void {
  const market = new NaiveMarket();
  const at = epochMs(0);
  market.apply({ type: 'InstrumentListed', at, instrument: { ...instrument, ...of } });
  for (const line of given) market.apply(inputOf(line));
  strictEqual(market.apply(inputOf(when)).map(lineOf).join('\n'), outcomes.join('\n'));
}

describe('the price of an auction', () => {
  const crossed = ['auction due 9', 'buy a 5 @ 104', 'sell b 5 @ 100 by bob'];

  test('is the nearest to the reference where all prices do the same', () => {
    for (const [reference, price] of [
      [90, 100],
      [102, 102],
      [200, 104],
    ] as const) {
      gives({ referencePrice: ticks(reference) }, crossed, 'open', [
        `auction 1: 5 @ ${price} a(0) b(0)`,
        'auction → open',
      ]);
    }
  });

  test('is the lowest without a reference', () => {
    gives({}, crossed, 'open', ['auction 1: 5 @ 100 a(0) b(0)', 'auction → open']);
  });

  test('is where least is left over, of those at which most would trade', () => {
    // Seven trade up to 103. Up to 102 seven of fourteen bids are left over, at 103 none.
    const given = ['auction due 9', 'sell a 7 @ 100', 'buy b 5 @ 103', 'buy c 7 @ 102'];
    gives({}, given, 'buy d 2 @ 103', ['accepted d #4', 'indicated 7 @ 103']);
  });
});

test('slices of icebergs trade in turn, and the older order is the maker', () => {
  const given = ['auction due 9', 'buy a 5 @ 10 shows 2', 'buy b 2 @ 10', 'sell c 6 @ 10'];
  gives({}, given, 'clock 9', [
    'auction 1: 2 @ 10 a(3) c(4)',
    'refreshed a 2',
    'auction 2: 2 @ 10 b(0) c(2)',
    'auction 3: 2 @ 10 a(1) c(0)',
    'refreshed a 1',
    'auction → open auction-end',
  ]);
});

test('stops that a taker reaches are queued, and behind them those that their trades reach', () => {
  const given = [
    'buy 1 1 @ 99',
    'buy 2 1 @ 98',
    'buy 3 1 @ 97',
    'buy 4 1 @ 96',
    'stop sell a 1 at 97 to 90',
    'stop sell b 1 at 98 to 90',
    'stop sell c 1 at 98 to 90',
  ];
  gives({}, given, 'sell x 2 @ 98', [
    'accepted x #8',
    'trade 1: 1 @ 99 1(0) x(1)',
    'trade 2: 1 @ 98 2(0) x(0)',
    'triggered b 98',
    'trade 3: 1 @ 97 3(0) b(0)',
    'triggered c 98',
    'trade 4: 1 @ 96 4(0) c(0)',
    'triggered a 97',
    'cancelled a 1 immediate-or-cancel',
  ]);
});

test('a decrement takes from both, and a pair goes with it', () => {
  const given = ['sell a 5 @ 10 shows 2', 'buy b 9 @ 9', 'stop buy c 9 at 12 to 20 with b'];
  gives({}, given, 'buy x 6 @ 10 decrement', [
    'accepted x #4',
    'prevented decrement: 2 @ 10 a(3) x(4)',
    'refreshed a 2',
    'prevented decrement: 2 @ 10 a(1) x(2)',
    'refreshed a 1',
    'prevented decrement: 1 @ 10 a(0) x(1)',
    'cancelled a 0 self-trade-prevention',
  ]);
  gives({}, given, 'sell x 9 @ 9 decrement', [
    'accepted x #4',
    'prevented decrement: 9 @ 9 b(0) x(0)',
    'cancelled b 0 self-trade-prevention',
    'cancelled c 9 one-cancels-other',
    'cancelled x 0 self-trade-prevention',
  ]);
});

test('money that buys no lot more at the last price has bought all; otherwise the rest is cancelled', () => {
  const given = ['sell a 2 @ 10', 'sell b 2 @ 30'];
  gives({}, given, 'market buy x for 29 to 40', ['accepted x #3', 'trade 1: 2 @ 10 a(0) x(0)']);
  gives({}, given, 'market buy x for 49 to 40', [
    'accepted x #3',
    'trade 1: 2 @ 10 a(0) x(2)',
    'cancelled x 2 immediate-or-cancel',
  ]);
  gives({}, given, 'market buy x for 9 to 40', [
    'accepted x #3',
    'cancelled x 0 immediate-or-cancel',
  ]);
});

test('a ruleset that is older, or not known, stops it', () => {
  const at = epochMs(0);
  const market = new NaiveMarket();
  market.apply({ type: 'InstrumentListed', at, instrument: { ...instrument, ruleset: 2 } });
  strictEqual(market.apply({ type: 'RulesetAdopted', at, ruleset: 2 }).length, 0);
  for (const ruleset of [1, 3]) {
    throws(() => market.apply({ type: 'RulesetAdopted', at, ruleset }), /Invariant: /);
  }
});
