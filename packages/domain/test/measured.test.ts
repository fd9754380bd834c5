import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { type Limits, minor, NO_LIMITS, rateE8, riskOf, ticks } from '../src/index.ts';
import { instrument, SYMBOL } from './support/trading.ts';
import { Watching } from './support/watching.ts';

const limits: Limits = {
  ...NO_LIMITS,
  assets: new Map([
    ['EUR', { dailyLoss: minor(7n) }],
    ['USD', { drawdown: minor(500n), concentrationRate: rateE8(50_000_000) }],
  ]),
};

/** `measure of value/limit`. */
function measured(of: Limits, around: { readonly price?: number; readonly best?: bigint }) {
  const made = new Watching();
  made.open('ann');
  made.trade('ann', 'buy', 10, 100);
  made.place('ann', 'sell', 4, 130);
  const mark = around.price === undefined ? undefined : ticks(around.price);
  const holdings = [made.state.accounts.get('ann')?.holdings ?? new Map()];
  return riskOf(of, {
    holdings,
    day: 0,
    markOf: () => mark && { price: mark, atDayStart: ticks(100) },
    bestOf: () => minor(around.best ?? 0n),
  }).map(({ measure, of: subject, value, limit }) => `${measure} ${subject} ${value}/${limit}`);
}

describe('the risk of an account', () => {
  test('is every measure of what it holds and of what is limited, with its limit', () => {
    equal(measured(limits, { price: 90, best: 50n }), [
      'grossNotional USD 900/undefined',
      'grossNotional EUR 0/undefined',
      'openNotional USD 520/undefined',
      'openNotional EUR 0/undefined',
      'dailyLoss USD 100/undefined',
      'dailyLoss EUR 0/7',
      'drawdown USD 150/500',
      'drawdown EUR 50/undefined',
      'concentration USD 100000000/50000000',
      'concentration EUR 0/undefined',
      `position ${SYMBOL} 10/undefined`,
    ]);
  });

  test('is not known where a mark is missing, and only of what needs it', () => {
    equal(measured(NO_LIMITS, {}), [
      'grossNotional USD undefined/undefined',
      'openNotional USD 520/undefined',
      'dailyLoss USD undefined/undefined',
      'drawdown USD undefined/undefined',
      'concentration USD undefined/undefined',
      `position ${instrument.units.symbol} 10/undefined`,
    ]);
  });
});
