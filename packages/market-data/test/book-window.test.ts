import { deepStrictEqual as equal, ok } from 'node:assert';
import { gridOf } from '@truetape/codec';
import { describe, it } from 'vitest';
import { BookSide } from '../src/book-side.ts';
import { BookWindow, type WireLevel } from '../src/index.ts';

const SEEDS = 60;
const INPUTS = 400;
const GRID = gridOf('1', '1');

/** The same seed is the same book on every machine (xorshift32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

describe('a window of a book', () => {
  it('shows exactly the best levels, and tells nothing that it did not change', () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const random = randomOf(seed);
      const depth = 1 + random(12);
      const sides = { bids: new BookSide('buy', GRID), asks: new BookSide('sell', GRID) };
      const all = { bids: new Map<number, string>(), asks: new Map<number, string>() };
      const window = new BookWindow(sides, depth);
      const shown = { bids: new Map<string, string>(), asks: new Map<string, string>() };
      for (let input = 0; input < INPUTS; input++) {
        const touch = (side: 'bids' | 'asks') => {
          const prices = new Set(Array.from({ length: random(6) }, () => 1 + random(30)));
          for (const ticks of prices) {
            const quantity = random(2) === 0 ? String(1 + random(3)) : '0';
            // What did not change is not in an input.
            if ((all[side].get(ticks) ?? '0') === quantity) continue;
            if (quantity === '0') all[side].delete(ticks);
            else all[side].set(ticks, quantity);
            // One order at each price.
            if (quantity === '0') sides[side].remove(ticks, ticks);
            else sides[side].set(ticks, ticks, Number(quantity));
          }
          return sides[side].takeTouched();
        };
        const change = window.take({ bids: touch('bids'), asks: touch('asks') });
        for (const side of ['bids', 'asks'] as const) {
          const where = `seed ${seed}, input ${input}, depth ${depth}, ${side}`;
          for (const [price, quantity] of change?.[side] ?? []) {
            ok((shown[side].get(price) ?? '0') !== quantity, `${where}: ${price} did not change`);
            if (quantity === '0') shown[side].delete(price);
            else shown[side].set(price, quantity);
          }
          const sign = side === 'bids' ? -1 : 1;
          const best = [...all[side]]
            .sort(([a], [b]) => sign * (a - b))
            .slice(0, depth)
            .map(([ticks, quantity]): WireLevel => [String(ticks), quantity]);
          equal(new Map(best), new Map(shown[side]), where);
          equal(sides[side].levels(depth), best, where);
        }
        ok(change === undefined || change.bids.length + change.asks.length > 0);
      }
    }
  });
});
