import { deepStrictEqual as equal } from 'node:assert';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  applyFill,
  dayPnl,
  type Fill,
  type MarketUnits,
  minor,
  newPosition,
  type Position,
  ticks,
  unrealised,
} from '../src/index.ts';

const units: MarketUnits = {
  symbol: 'BTC-USD',
  base: 'BTC',
  quote: 'USD',
  notionalUnit: 1n,
  lotUnit: 1n,
};

const fill = (side: Fill['side'], lots: number, price: number, fee = 0): Fill => ({
  side,
  lots: BigInt(lots),
  notional: minor(BigInt(lots * price)),
  fee: minor(BigInt(fee)),
});

/** `buy 10 at 100` as a fill; ` fee 3` may follow. */
function fillIn(text: string): Fill {
  const [, side, lots, price, fee] =
    /^(buy|sell) (\d+) at (\d+)(?: fee (-?\d+))?$/.exec(text) ?? [];
  return fill(side as Fill['side'], Number(lots), Number(price), Number(fee ?? 0));
}

function after(...fills: readonly string[]): Position {
  const position = newPosition();
  for (const text of fills) applyFill(position, fillIn(text), 1);
  return position;
}

describe('a position', () => {
  test.each`
    fills                                                         | lots    | cost      | realised
    ${'buy 10 at 100'}                                            | ${10n}  | ${1000n}  | ${0n}
    ${'buy 10 at 100; buy 10 at 120'}                             | ${20n}  | ${2200n}  | ${0n}
    ${'buy 10 at 100; buy 10 at 120; sell 5 at 130'}              | ${15n}  | ${1650n}  | ${100n}
    ${'buy 10 at 100; sell 10 at 90'}                             | ${0n}   | ${0n}     | ${-100n}
    ${'buy 10 at 100; sell 15 at 110'}                            | ${-5n}  | ${-550n}  | ${100n}
    ${'sell 10 at 100'}                                           | ${-10n} | ${-1000n} | ${0n}
    ${'sell 10 at 100; buy 4 at 90'}                              | ${-6n}  | ${-600n}  | ${40n}
    ${'sell 10 at 100; buy 25 at 110'}                            | ${15n}  | ${1650n}  | ${-100n}
    ${'buy 3 at 100; buy 4 at 101; sell 2 at 100'}                | ${5n}   | ${503n}   | ${-1n}
    ${'buy 3 at 100; buy 4 at 101; sell 2 at 100; sell 5 at 100'} | ${0n}   | ${0n}     | ${-4n}
  `('after $fills is $lots lots for $cost, and has realised $realised', ({ fills, ...want }) => {
    const { open, realised } = after(...(fills as string).split('; '));
    equal({ ...open, realised }, want);
  });

  test('keeps fees apart', () => {
    const { realised, fees } = after('buy 10 at 100 fee 3', 'sell 10 at 110 fee -1');
    equal({ realised, fees }, { realised: 100n, fees: 2n });
  });

  test('is worth on paper what closing it would bring', () => {
    equal(unrealised(after('buy 10 at 100').open, ticks(90), units), -100n);
    equal(unrealised(after('sell 10 at 100').open, ticks(90), units), 100n);
  });

  test('loses nothing by rounding: realised and unrealised are what came in less what went out', () => {
    const fills = fc.array(
      fc.record({
        side: fc.constantFrom('buy' as const, 'sell' as const),
        lots: fc.integer({ min: 1, max: 50 }),
        price: fc.integer({ min: 1, max: 1_000 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fills, fc.integer({ min: 1, max: 1_000 }), (all, mark) => {
        const position = newPosition();
        let [cash, lots] = [0n, 0n];
        for (const { side, lots: count, price } of all) {
          const sign = side === 'buy' ? 1n : -1n;
          applyFill(position, fill(side, count, price), 1);
          cash -= sign * BigInt(count * price);
          lots += sign * BigInt(count);
        }
        equal(position.open.lots, lots);
        equal(
          position.realised + unrealised(position.open, ticks(mark), units),
          cash + lots * BigInt(mark),
        );
        if (lots === 0n) equal(position.open.cost, 0n);
      }),
    );
  });
});

describe('the profit and loss of a day', () => {
  const prices = { now: ticks(120), atDayStart: ticks(110) };

  test('counts from what the position was worth when the day began', () => {
    const position = newPosition();
    applyFill(position, fillIn('buy 10 at 100 fee 5'), 1);
    // 10 lots from 110 to 120; the fee was paid the day before.
    equal(dayPnl(position, 2, prices, units), 100n);
    applyFill(position, fillIn('sell 4 at 115 fee 2'), 2);
    // 4 lots from 110 to 115, 6 from 110 to 120, less the fee.
    equal(dayPnl(position, 2, prices, units), 20n + 60n - 2n);
    equal(dayPnl(position, 3, prices, units), 60n);
  });

  test('of what was opened today counts from its price', () => {
    const position = newPosition();
    applyFill(position, fillIn('sell 10 at 130 fee 1'), 2);
    equal(dayPnl(position, 2, prices, units), 99n);
  });
});
