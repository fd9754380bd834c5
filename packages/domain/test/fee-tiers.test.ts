import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import {
  type Account,
  addVolume,
  type DayVolume,
  epochMs,
  type Instrument,
  minor,
  rateE8,
  ratesOf,
  startOfDay,
  volumeBefore,
} from '../src/index.ts';
import { placingIn } from './support/order-text.ts';
import { traded } from './support/steps.ts';
import { instrument, Trading } from './support/trading.ts';

const tiered: Instrument = {
  ...instrument,
  feeTiers: [
    { tier: 'standard', makerRate: rateE8(100_000), takerRate: rateE8(200_000) },
    {
      tier: 'active',
      makerRate: rateE8(0),
      takerRate: rateE8(150_000),
      minVolume: minor(10_000n),
    },
    {
      tier: 'maker',
      makerRate: rateE8(-10_000),
      takerRate: rateE8(100_000),
      minVolume: minor(50_000n),
    },
  ],
};

describe('the volume of thirty days', () => {
  const volumeOf = (...days: readonly (readonly [day: number, amount: bigint])[]) => {
    const volumes: DayVolume[] = [];
    for (const [day, amount] of days) addVolume(volumes, day, minor(amount));
    return volumes;
  };

  test('counts the days before, and not today', () => {
    const days = volumeOf([100, 5n], [129, 7n], [130, 11n]);
    equal(volumeBefore(days, 130), 12n);
    equal(volumeBefore(days, 131), 18n);
    equal(volumeBefore(days, 160), 11n);
    equal(volumeBefore(days, 161), 0n);
  });

  test('keeps no day that can never count again', () => {
    equal(volumeOf([100, 5n], [100, 6n], [130, 1n], [131, 2n]), [
      { day: 130, amount: 1n },
      { day: 131, amount: 2n },
    ]);
  });
});

describe('the tier of an account', () => {
  function tradedOf(notional: number): Account {
    const trading = new Trading(1_000_000n, 0n);
    trading.run(placingIn(`buy limit quantity ${notional / 100} price 100`));
    trading.settle(traded(trading.order(3), notional / 100, 100, false));
    return trading.open;
  }

  test.each([
    [0, 'standard'],
    [9_900, 'standard'],
    [10_000, 'active'],
    [49_900, 'active'],
    [50_000, 'maker'],
  ])('that traded %d yesterday is %s today', (notional, tier) => {
    const state = notional === 0 ? new Trading(0n, 0n).open : tradedOf(notional);
    equal(ratesOf(state, tiered, startOfDay(1)).tier, tier);
    equal(ratesOf(state, tiered, epochMs(startOfDay(1) - 1)).tier, 'standard');
  });

  test('is recorded in the order with its rates', () => {
    const trading = new Trading(1_000_000n, 1_000n);
    trading.run(placingIn('buy limit quantity 500 price 100'));
    trading.settle(traded(trading.order(3), 500, 100, false));
    const order = placingIn('buy limit quantity 1 price 100', { instrument: tiered }, ['later']);
    const decided = trading.decide(order, startOfDay(1));
    equal(
      decided.ok &&
        decided.value.map((event) => 'feeTier' in event && [event.feeTier, event.makerRate]),
      [['maker', -10_000]],
    );
  });
});
