import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { createHash } from 'node:crypto';
import type { MarketInput, Outcome } from '@truetape/domain';
import { describe, test } from 'vitest';
import {
  apply,
  emptyMarket,
  type Market,
  restore,
  type Snapshot,
  snapshot,
  stateOf,
} from '../src/engine/index.ts';
import { NaiveMarket } from '../src/naive/index.ts';
import { REGIMES, type Regime, randomInputs } from './random-inputs.ts';
import { inputOf, openMarket } from './support.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A market on the way of a regime, and the inputs that come next. */
function onTheWay(regime: Regime, seed: number, inputs: number, then: number) {
  const naive = new NaiveMarket();
  const market = emptyMarket(naive.symbol);
  const next: MarketInput[] = [];
  for (const input of randomInputs(regime, seed, naive)) {
    if (inputs-- > 0) apply(market, input);
    else if (next.push(input) === then) break;
    naive.apply(input);
  }
  return { market, next };
}

const run = (market: Market, inputs: readonly MarketInput[]): (readonly Outcome[])[] =>
  inputs.map((input) => apply(market, input));

describe('a restored market', () => {
  test.each(REGIMES)('goes on as if it had never stopped: $name', (regime) => {
    for (const inputs of [0, 1, 17, 300, 2_000]) {
      const { market, next } = onTheWay(regime, inputs + 1, inputs, 400);
      const taken = snapshot(market, digest);
      const restored = restore(JSON.parse(JSON.stringify(taken)) as Snapshot, digest);
      const where = `${regime.name}, after ${inputs} inputs`;
      strictEqual(stateOf(restored), taken.state, where);
      deepStrictEqual(run(restored, next), run(market, next), where);
      strictEqual(stateOf(restored), stateOf(market), where);
    }
  });

  test('keeps what nobody sees in a book: who came first of an account, and which numbers are taken', () => {
    const market = openMarket();
    for (const line of ['buy a 5 @ 99', 'buy b 5 @ 98', 'replace a 6 @ 99', 'sell c 1 @ 98']) {
      apply(market, inputOf(line));
    }
    const restored = restore(snapshot(market, digest), digest);
    const rest = ['buy d 1 @ 90', 'cancel all of ann'].map(inputOf);
    const outcomes = run(restored, rest);
    deepStrictEqual(outcomes, run(market, rest));
    deepStrictEqual(
      outcomes[1]?.map((outcome) => 'orderNumber' in outcome && outcome.orderNumber),
      [2, 1, 4, false],
    );
  });
});

test('a restored market knows who is of one owner, without an order more', () => {
  const market = openMarket();
  apply(market, inputOf('sell a 4 @ 100 by bob led-by ann'));
  const taken = snapshot(market, digest);
  const restored = restore(taken, digest);
  strictEqual(stateOf(restored), taken.state);
  const meeting = [inputOf('buy t 4 @ 100 expire-taker')];
  const outcomes = run(restored, meeting);
  deepStrictEqual(outcomes, run(market, meeting));
  deepStrictEqual(
    outcomes[0]?.map(({ type }) => type),
    ['OrderAccepted', 'TradePrevented', 'OrderCancelled'],
  );
});

describe('the state as text', () => {
  test('says nothing of owner groups where every account is its own', () => {
    const market = openMarket();
    apply(market, inputOf('sell a 4 @ 100 by bob'));
    const { accounts } = JSON.parse(stateOf(market)) as { accounts: unknown };
    deepStrictEqual(accounts, [['bob', [0]]]);
  });

  test('is the same however it was come by', () => {
    const direct = openMarket();
    const roundabout = openMarket();
    apply(direct, inputOf('buy a 5 @ 99'));
    apply(direct, inputOf('buy b 5 @ 98 by bob'));
    for (const line of ['buy a 5 @ 99', 'buy x 5 @ 97', 'cancel x']) {
      apply(roundabout, inputOf(line));
    }
    roundabout.lastOrderNumber = 1;
    apply(roundabout, inputOf('buy b 5 @ 98 by bob'));
    strictEqual(stateOf(roundabout), stateOf(direct));
  });

  test.each([
    ['another price', 'buy a 5 @ 98'],
    ['another quantity', 'buy a 6 @ 99'],
    ['another side', 'sell a 5 @ 99'],
    ['another account', 'buy a 5 @ 99 by bob'],
    ['another owner group', 'buy a 5 @ 99 led-by bob'],
    ['another order', 'buy b 5 @ 99'],
  ])('tells %s', (_, line) => {
    const [one, other] = [openMarket(), openMarket()];
    apply(one, inputOf('buy a 5 @ 99'));
    apply(other, inputOf(line));
    ok(stateOf(one) !== stateOf(other), stateOf(other));
  });
});

describe('a snapshot is refused', () => {
  const taken = snapshot(openMarket(), digest);

  test.each<readonly [string, Partial<Record<keyof Snapshot, unknown>>, RegExp]>([
    ['when its state was changed', { state: taken.state.replace('open', 'shut') }, /checksum/],
    ['when its checksum was changed', { checksum: digest('') }, /checksum/],
    ['of another format', { format: 1 }, /format 2, not 1/],
  ])('%s', (_, changes, words) => {
    throws(() => restore({ ...taken, ...changes } as Snapshot, digest), words);
  });
});
