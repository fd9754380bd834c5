import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { type Limits, type Watched, watch } from '../src/index.ts';
import { SYMBOL } from './support/trading.ts';
import { Watching } from './support/watching.ts';

const DAY_MS = 86_400_000;

const inMarket = (position: number): Partial<Limits> => ({
  markets: new Map([[SYMBOL, { position } as object]]),
});
const inUsd = (of: Readonly<Record<string, bigint | number>>): Partial<Limits> => ({
  assets: new Map([['USD', of as object]]),
});

const watching = (limits: Partial<Limits>, now?: number): Watching => {
  const made = new Watching(now);
  made.open('ann');
  made.limit('ann', limits);
  return made;
};

describe('a threshold', () => {
  test.each([
    [49, []],
    [50, [50]],
    [74, [50]],
    [75, [50, 75]],
    [89, [50, 75]],
    [90, [50, 75, 90]],
    [99, [50, 75, 90]],
    [100, [50, 75, 90, 100]],
  ])('is crossed where it is reached: a position of %d of 100', (position, percents) => {
    const said = watching(inMarket(100)).place('ann', 'buy', position, 100);
    const want = percents.map((each) => `ann: position ${SYMBOL} ${position} of 100, ${each} %`);
    equal(said, want);
  });

  test('is said once, and again only after the measure was below it', () => {
    const made = watching(inMarket(100));
    made.trade('ann', 'buy', 60, 100);
    equal(made.trade('ann', 'buy', 10, 100), []);
    equal(made.trade('ann', 'sell', 20, 100), [], 'on the way down nothing is said');
    equal(made.trade('ann', 'sell', 1, 100), []);
    equal(made.place('ann', 'buy', 1, 100), [`ann: position ${SYMBOL} 50 of 100, 50 %`]);
  });

  test('that stays reached is not said again when the next one is', () => {
    const made = watching(inMarket(100));
    made.trade('ann', 'buy', 80, 100);
    made.trade('ann', 'sell', 20, 100);
    equal(made.place('ann', 'buy', 20, 100), [`ann: position ${SYMBOL} 80 of 100, 75 %`]);
  });

  test('of limits that are set anew is said again only where it was not reached', () => {
    const made = watching(inMarket(100));
    made.trade('ann', 'buy', 60, 100);
    equal(made.limit('ann', inMarket(100)), []);
    equal(made.limit('ann', inMarket(80)), [`ann: position ${SYMBOL} 60 of 80, 75 %`]);
    equal(made.limit('ann', inMarket(200)), []);
    equal(made.limit('ann', {}), []);
    equal(made.limit('ann', inMarket(120)), [`ann: position ${SYMBOL} 60 of 120, 50 %`]);
  });

  test('of a limit of nothing is reached by anything, and not by nothing', () => {
    const made = watching({});
    equal(made.limit('ann', inMarket(0)), []);
    made.limit('ann', {});
    made.place('ann', 'buy', 1, 100);
    equal(made.limit('ann', inMarket(0)).length, 4);
  });
});

describe('the mark', () => {
  /** Long 10 from 100: the gross notional is ten times the mark. */
  const long = () => {
    const made = watching(inUsd({ grossNotional: 2_000n }));
    made.turn('open');
    made.trade('ann', 'buy', 10, 100);
    return made;
  };
  const gross = (value: number, percent: number) =>
    `ann: grossNotional USD ${value} of 2000, ${percent} %`;

  test('is the reference price until something was traded, then the last trade', () => {
    const made = long();
    equal(made.last(150), [gross(1_500, 75)]);
  });

  test('is the middle of bid and ask while the market is open, rounded down', () => {
    const made = long();
    equal(made.quote(140, 161), [gross(1_500, 75)]);
    equal(made.last(190), [], 'the last trade says nothing then');
    equal(made.turn('halted'), [gross(1_900, 90)]);
    equal(made.turn('open'), []);
    equal(made.quote(180, undefined), [gross(1_900, 90)], 'with one side there is no middle');
  });

  test('is looked at only when an input is complete', () => {
    const made = long();
    const traded = { type: 'MarketStateChanged', from: 'open', to: 'halted' } as const;
    made.last(50);
    made.quote(150, 150);
    equal(made.outcome(traded, false), []);
    equal(made.turn('open'), []);
  });
});

describe('a measure', () => {
  const said = (
    of: Readonly<Record<string, bigint | number>>,
    happen: (made: Watching) => void,
  ) => {
    const made = watching(inUsd(of));
    happen(made);
    return made;
  };

  test('open notional is what open orders are worth at their limits', () => {
    const made = said({ openNotional: 1_000n }, (each) => each.place('ann', 'buy', 4, 100));
    equal(made.place('ann', 'sell', 1, 100), ['ann: openNotional USD 500 of 1000, 50 %']);
  });

  test('daily loss is what the day has cost on paper and in fact', () => {
    const made = said({ dailyLoss: 100n }, (each) => each.trade('ann', 'buy', 10, 100));
    equal(made.last(95), ['ann: dailyLoss USD 50 of 100, 50 %']);
    equal(made.last(100), []);
    equal(made.trade('ann', 'sell', 10, 92), [
      'ann: dailyLoss USD 80 of 100, 50 %',
      'ann: dailyLoss USD 80 of 100, 75 %',
    ]);
  });

  test('drawdown counts from the best profit of the day', () => {
    const made = said({ drawdown: 100n }, (each) => each.trade('ann', 'buy', 10, 100));
    equal(made.last(120), []);
    equal(made.last(115), ['ann: drawdown USD 50 of 100, 50 %']);
    equal(made.last(121), []);
    equal(made.last(116), ['ann: drawdown USD 50 of 100, 50 %']);
  });

  test('concentration is the share of the largest exposure', () => {
    const made = said({ concentrationRate: 100_000_000 }, () => undefined);
    equal(
      made.place('ann', 'buy', 1, 100).at(-1),
      'ann: concentration USD 100000000 of 100000000, 100 %',
    );
  });

  test('that needs a mark which is missing stays where it was', () => {
    const made = new Watching();
    made.state.markets.clear();
    watch(made.state, { type: 'MarketListed', at: made.state.at, symbol: SYMBOL });
    made.open('ann');
    made.limit('ann', inUsd({ grossNotional: 1_000n }));
    equal(made.trade('ann', 'buy', 10, 100), []);
    equal(made.last(60), ['ann: grossNotional USD 600 of 1000, 50 %']);
  });

  test('is one of several that one event may move', () => {
    const limits = { ...inMarket(10), ...inUsd({ grossNotional: 1_000n, openNotional: 2_000n }) };
    equal(watching(limits).place('ann', 'buy', 6, 200), [
      'ann: grossNotional USD 600 of 1000, 50 %',
      'ann: openNotional USD 1200 of 2000, 50 %',
      `ann: position ${SYMBOL} 6 of 10, 50 %`,
    ]);
  });
});

describe('a hard limit', () => {
  const hard = (...measures: Watched[]): Partial<Limits> => ({
    ...inUsd({ dailyLoss: 100n }),
    hard: measures,
  });

  test('asks for the kill switch when it is reached, once for each time', () => {
    const made = watching(hard('dailyLoss'));
    made.trade('ann', 'buy', 10, 100);
    equal(made.last(91).at(-1), 'ann: dailyLoss USD 90 of 100, 90 %');
    const kill = ['ann: dailyLoss USD 100 of 100, 100 %', 'ann: dailyLoss USD 100 of 100, kill'];
    equal(made.last(90), kill);
    equal(made.last(80), []);
    equal(made.last(91), []);
    equal(made.last(90), kill);
  });

  test('is only one that is named so', () => {
    const made = watching(hard('drawdown'));
    made.trade('ann', 'buy', 10, 100);
    equal(made.last(90).at(-1), 'ann: dailyLoss USD 100 of 100, 100 %');
  });
});

describe('an owner group', () => {
  test('is measured as one, beside each account by itself', () => {
    const made = new Watching();
    made.open('ann');
    made.open('cat', 'ann');
    made.open('dan');
    made.limit('ann', { ...inMarket(100), hard: ['position'] }, 'group');
    made.limit('cat', inMarket(50));
    equal(made.place('ann', 'buy', 49, 100), []);
    equal(made.place('dan', 'buy', 1_000, 100), []);
    equal(made.place('cat', 'buy', 25, 100), [
      `cat: position ${SYMBOL} 25 of 50, 50 %`,
      `group of ann: position ${SYMBOL} 74 of 100, 50 %`,
    ]);
    equal(
      made.place('ann', 'buy', 26, 100),
      [75, 90, 100, 0].map(
        (percent) =>
          `group of ann: position ${SYMBOL} 100 of 100, ${percent === 0 ? 'kill' : `${percent} %`}`,
      ),
    );
  });

  test('is measured when a market moves in which one of it has something', () => {
    const made = new Watching();
    made.open('ann');
    made.open('cat', 'ann');
    made.limit('ann', inUsd({ dailyLoss: 100n }), 'group');
    made.trade('cat', 'buy', 10, 100);
    equal(made.last(95), ['group of ann: dailyLoss USD 50 of 100, 50 %']);
  });
});

describe('the end of a day', () => {
  const evening = DAY_MS - 1_000;

  test('records the mark of each market once, as it was then', () => {
    const made = watching({}, evening);
    made.turn('open');
    made.quote(90, 111);
    made.now = DAY_MS;
    equal(made.last(500), [`${SYMBOL} on day 0: mid 100 at ${DAY_MS}`]);
    equal(made.tell(), []);
    made.now = 4 * DAY_MS + 5;
    made.quote(undefined, undefined);
    made.now = 5 * DAY_MS;
    equal(made.tell(), [`${SYMBOL} on day 4: last 500 at ${5 * DAY_MS}`]);
  });

  test('records that of a market in which nobody has traded', () => {
    const made = new Watching(evening);
    made.now = DAY_MS;
    equal(made.tell(), [`${SYMBOL} on day 0: reference 100 at ${DAY_MS}`]);
  });

  test('takes the loss of that day away, and what follows counts from its mark', () => {
    const made = watching(inUsd({ dailyLoss: 100n, drawdown: 100n }), evening);
    made.trade('ann', 'buy', 10, 100);
    made.last(110);
    equal(made.last(95).length, 5);
    made.now = DAY_MS;
    equal(made.tell(), [`${SYMBOL} on day 0: last 95 at ${DAY_MS}`]);
    equal(made.last(91), []);
    equal(made.last(90), [
      'ann: dailyLoss USD 50 of 100, 50 %',
      'ann: drawdown USD 50 of 100, 50 %',
    ]);
  });

  test('is that of the latest time read: a clock that is behind ends none again', () => {
    const made = watching({}, evening);
    made.now = DAY_MS;
    equal(made.tell().length, 1);
    made.now = evening;
    equal(made.tell(), []);
    equal(made.last(100), []);
    equal(made.state.at, DAY_MS);
  });
});
