import { ok, strictEqual } from 'node:assert';
import { bookDigestText } from '@truetape/contracts';
import type { Outcome } from '@truetape/domain';
import { MarketView } from '@truetape/market-data';
import { describe, test } from 'vitest';
import { bookText } from '../src/engine/index.ts';
import { NaiveMarket } from '../src/naive/index.ts';
import { FollowedMarket } from './followed-market.ts';
import { REGIMES, type Regime, randomInputs } from './random-inputs.ts';

/** How many commands are compared, over all regimes. */
const COMMANDS = process.env.CI === undefined ? 20_000 : 8_000;
/** Of one market. */
const COMMANDS_MAX = 2_000;
/** Orders are compared after every input, and what they add up to after so many. */
const LEVELS_EVERY = 10;

describe('what everybody may see of a market', () => {
  for (const regime of REGIMES) {
    const commands = Math.ceil((COMMANDS * regime.share) / 100);
    test(`is what the engine shows, order by order, in ${commands} random commands: ${regime.name}`, () => {
      for (let seed = 1, left = commands; left > 0; seed++, left -= COMMANDS_MAX) {
        strictEqual(differenceIn(regime, seed, Math.min(left, COMMANDS_MAX)), undefined);
      }
    }, 60_000);
  }

  // A comparison that finds nothing would pass with any fold.
  test.each([
    'OrderAccepted',
    'TradeExecuted',
    'TradePrevented',
    'OrderRefreshed',
    'OrderCancelled',
    'OrderExpired',
    'OrderReplaced',
    'StopTriggered',
  ] satisfies Outcome['type'][])('is not, and it is found, when %s is not told', (left) => {
    const regime = REGIMES.find(({ name }) => name === 'every order') as Regime;
    const found = [1, 2, 3].some((seed) => {
      try {
        return differenceIn(regime, seed, COMMANDS_MAX, (type) => type !== left) !== undefined;
      } catch {
        return true;
      }
    });
    ok(found, `${left} left out makes no difference`);
  });
});

/** Where the fold, a view of its changes alone, or the levels differ from the engine's orders. */
function differenceIn(
  regime: Regime,
  seed: number,
  commands: number,
  isTold?: (type: Outcome['type']) => boolean,
): string | undefined {
  const naive = new NaiveMarket();
  const market = new FollowedMarket(isTold);
  const view = new MarketView(copyOf(market.shown.state()));
  let command = 0;
  for (const input of randomInputs(regime, seed, naive)) {
    if (command === commands) return undefined;
    command += 1;
    naive.apply(input);
    const told = market.apply(input);
    if (told === undefined) continue;
    view.apply(copyOf(told.change));
    const where = `Regime ${regime.name}, seed ${seed}, command ${command}`;
    const engine = bookText(market.engine, market.listed.grid);
    for (const [name, { bids, asks }] of [
      ['the fold', market.shown.view.orders()],
      ['a view of its changes', view.orders()],
    ] as const) {
      const shown = bookDigestText(bids, asks);
      if (shown !== engine) return `${where}: ${name}\n has ${shown}\nnot ${engine}`;
    }
    if (command % LEVELS_EVERY > 0) continue;
    const levels = JSON.stringify(view.levels(Number.POSITIVE_INFINITY));
    if (levels !== levelsIn(engine)) return `${where}: levels\n are ${levels}\nof ${engine}`;
  }
  return undefined;
}

/** As another process has it. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The levels of the orders in a digest's text, added up. */
function levelsIn(text: string): string {
  const [bids = [], asks = []] = text.split('#').map((side) => {
    const levels = new Map<string, bigint>();
    for (const order of side === '' ? [] : side.split('|')) {
      const [, price = '', quantity = ''] = order.split(':');
      levels.set(price, (levels.get(price) ?? 0n) + BigInt(quantity));
    }
    return [...levels].map(([price, quantity]) => [price, String(quantity)]);
  });
  return JSON.stringify({ bids, asks });
}
