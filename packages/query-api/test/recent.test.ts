import { randomOf } from '@truetape/projections/testing';
import { expect, test } from 'vitest';
import { Recent } from '../src/stream/recent.ts';
import { Told } from '../src/stream/told.ts';

const SUBSCRIPTION = { channel: 'trades', symbol: 'BTC-USD' } as const;

test('the newest deltas are all that came after a sequence, or it says that they are not', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = randomOf(seed);
    // Above a chunk of 64 frames are shared.
    const countMax = 1 + random(seed % 2 === 0 ? 40 : 300);
    const floor = random(10) - 1;
    const recent = new Recent(floor, () => countMax);
    const all: number[] = [];
    for (let i = 0; i < 400; i++) {
      const previous = recent.sequence;
      expect(previous, `seed ${seed}`).toBe(all.at(-1) ?? floor);
      const sequence = previous + 1 + random(3);
      all.push(sequence);
      recent.add(new Told(SUBSCRIPTION, { type: 'delta', previous, sequence }));
      const have = floor - 1 + random(sequence - floor + 3);
      const missed = recent
        .framesSince(have)
        ?.flatMap(({ frame }) => JSON.parse(String(frame)) as { sequence: number }[])
        .map((told) => told.sequence);
      const where = `seed ${seed}, ${all.length} deltas, ${countMax} kept, after ${have}`;
      if (missed === undefined) {
        const kept = all.slice(-countMax);
        const isOld = have < floor || (all.length > countMax && have < (kept[0] ?? 0));
        expect(isOld, where).toBe(true);
      } else expect(missed, where).toEqual(all.filter((each) => each > have));
    }
  }
});
