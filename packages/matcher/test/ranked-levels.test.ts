import { deepStrictEqual, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { NONE } from '../src/engine/orders.ts';
import { RankedLevels } from '../src/engine/ranked-levels.ts';
import { randomFrom } from './random-inputs.ts';

describe('ranked levels', () => {
  test.each([
    { seed: 1, from: 1, ranks: 300 },
    { seed: 2, from: -3_000, ranks: 3_000 },
    { seed: 3, from: 1, ranks: 2 ** 40 },
    { seed: 4, from: -(2 ** 40), ranks: 2 ** 40 },
    // All of them have the same low bits.
    { seed: 5, from: 1, ranks: 2_000, step: 1_024 },
  ])('are a sorted array: %o', ({ seed, from, ranks, step = 1 }) => {
    const { below, chance } = randomFrom(seed);
    const ranked = new RankedLevels();
    const levels = new Map<number, number>();
    let sorted: number[] = [];
    let next = 0;
    const levelOf = (rank: number | undefined) => levels.get(rank ?? 0) ?? NONE;
    const draw = () => (from + below(ranks)) * step;
    const checkAll = () => {
      strictEqual(ranked.size, sorted.length);
      deepStrictEqual([...ranked.fromWorst()], sorted.map(levelOf));
      for (const rank of sorted) strictEqual(ranked.find(rank), levelOf(rank), `find ${rank}`);
    };
    const insert = (rank: number) => {
      const better = sorted.find((other) => other > rank);
      strictEqual(ranked.find(rank), levelOf(rank), `find ${rank}`);
      if (levels.has(rank)) return;
      strictEqual(ranked.insert(rank, next), levelOf(better), `insert ${rank}`);
      levels.set(rank, next++);
      sorted = [...sorted, rank].sort((a, b) => a - b);
    };
    const pop = () => {
      ranked.pop();
      levels.delete(sorted.pop() ?? 0);
    };
    // Full, almost empty, full again, and empty in the end.
    for (const [fullAt, emptyAt] of [
      [250, 5],
      [1_000, 100],
      [200, 0],
    ] as const) {
      for (let i = 0; i < 3 * fullAt && sorted.length < fullAt; i++) {
        if (sorted.length > 0 && chance(0.1)) pop();
        else insert(draw());
      }
      checkAll();
      while (sorted.length > emptyAt) {
        pop();
        const rank = draw();
        strictEqual(ranked.find(rank), levelOf(rank), `find ${rank}`);
        if (chance(0.05)) checkAll();
      }
      checkAll();
    }
  });
});
