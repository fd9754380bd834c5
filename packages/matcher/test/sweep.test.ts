import { ok, strictEqual } from 'node:assert';
import { rateE8 } from '@truetape/domain';
import { describe, test } from 'vitest';
import { BUY, KIND, MAY_REST, type Placing, place, SELL, TRADED } from '../src/engine/numbers.ts';
import { openMarket } from './support.ts';

const LEVELS = 5_000;
const ORDERS = 10;

describe('a taker that sweeps 5,000 levels of ten orders', () => {
  const market = openMarket();
  const placing: Placing = {
    at: 0,
    account: market.accounts.numberOf('ann'),
    revision: 0,
    traits: SELL | MAY_REST,
    limit: 0,
    quantity: 1,
    makerRate: rateE8(0),
    takerRate: rateE8(0),
    special: undefined,
  };

  function fill(): void {
    placing.traits = SELL | MAY_REST;
    placing.quantity = 1;
    for (let i = 0; i < LEVELS * ORDERS; i++) {
      market.tape.clear();
      placing.revision += 1;
      placing.limit = 1_000 + 7 * (i % LEVELS);
      place(market, placing);
    }
  }

  function sweep(): void {
    market.tape.clear();
    placing.traits = BUY | MAY_REST;
    placing.quantity = LEVELS * ORDERS;
    placing.limit = 1_000 + 7 * LEVELS;
    placing.revision += 1;
    place(market, placing);
  }

  test('trades with each of them, best price first', () => {
    fill();
    sweep();
    const { rows, length } = market.tape;
    strictEqual(length, 1 + LEVELS * ORDERS);
    let last = 0;
    for (let row = 1; row < length; row++) {
      strictEqual(rows[(row << 3) | KIND], TRADED);
      const price = rows[(row << 3) | 3] as number;
      ok(price >= last, `trade ${row} at ${price} after ${last}`);
      last = price;
    }
    strictEqual(market.live.size, 0);
  });

  test('makes no object for any of them', () => {
    const grown: number[] = [];
    for (let round = 0; round < 5; round++) {
      fill();
      const before = process.memoryUsage().heapUsed;
      sweep();
      grown.push(process.memoryUsage().heapUsed - before);
    }
    // The smallest object takes 12 bytes. A collection in between makes a round say nothing.
    const told = grown.filter((bytes) => bytes >= 0);
    ok(told.length > 0 && Math.min(...told) < LEVELS * ORDERS * 4, `bytes, by round: ${grown}`);
  });
});
