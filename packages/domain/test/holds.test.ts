import { deepStrictEqual as equal, ok } from 'node:assert';
import { describe, test } from 'vitest';
import { type Instrument, rateE8 } from '../src/index.ts';
import { holdRows } from './support/holds-page.ts';
import { placingIn } from './support/order-text.ts';
import { step } from './support/steps.ts';
import { instrument, market, Trading } from './support/trading.ts';

const PLENTY = 1_000_000n;
/** The account is opened and funded twice before. */
const FIRST_ORDER = 3;

/** `0.1 % / -0.2 %` as the rates of a maker and a taker. */
function withFees(fees: string): Instrument {
  const rates = fees.split(' / ').map((text) => rateE8(Math.round(Number.parseFloat(text) * 1e6)));
  const [makerRate, takerRate] = rates;
  if (makerRate === undefined || takerRate === undefined) throw new Error(`${fees} are two rates`);
  return { ...instrument, feeTiers: [{ tier: 'standard', makerRate, takerRate }] };
}

const rows = holdRows();

describe('docs/reference/holds.md', () => {
  test('has rows of every type of order', () => {
    const types = rows.flatMap(({ order }) =>
      order.split(' + ').map((leg) => leg.replace(/^(buy|sell) /, '').split(' ')[0]),
    );
    equal([...new Set(types)].sort(), ['limit', 'market', 'stop', 'stop-limit', 'trailing-stop']);
    ok(rows.length > 100);
  });

  test.each(rows.map((row) => [row.line, row.order, row.steps.join('; '), row] as const))(
    'line %i: %s; %s',
    (_line, _order, _steps, { order, fees, steps, holds }) => {
      const trading = new Trading(PLENTY, PLENTY);
      const view = { ...market, instrument: withFees(fees) };
      const legs = trading.run(placingIn(order, view)).length;
      for (const text of steps) step(trading, FIRST_ORDER, text);
      const orders = Array.from({ length: legs }, (_, leg) => trading.order(FIRST_ORDER + leg));
      const asset = order.startsWith('buy') ? 'USD' : 'BTC';
      equal(`${orders.map(({ hold }) => hold).join(' + ')} ${asset}`, holds);
      // What the balance has aside is that, and nothing else of this asset is in the account.
      const held = orders.reduce((sum, { hold }) => sum + hold, 0n);
      equal(trading.open.balances.get(asset)?.held, held);
    },
  );
});
