import { notDeepStrictEqual as differs, deepStrictEqual as equal, ok as holds } from 'node:assert';
import { describe, it } from 'vitest';
import { Random } from '../src/random.ts';

const numbersOf = (random: Random) => Array.from({ length: 20 }, () => random.below(1_000));

describe('random numbers', () => {
  it('follow from the seed', () => {
    equal(numbersOf(new Random(7)), numbersOf(new Random(7)));
    differs(numbersOf(new Random(7)), numbersOf(new Random(8)));
  });

  it('of a fork do not depend on what else was drawn', () => {
    const [one, other] = [new Random(7), new Random(7)];
    numbersOf(one);
    equal(numbersOf(one.fork('part')), numbersOf(other.fork('part')));
    differs(numbersOf(one.fork('part')), numbersOf(one.fork('another')));
  });

  it('stay within what was asked for, and reach all of it', () => {
    const random = new Random(1);
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));
    equal([...drawn].sort(), [3, 4, 5, 6]);
  });

  it('pick by weight', () => {
    const random = new Random(2);
    const items = [
      { weight: 9, name: 'often' },
      { weight: 1, name: 'seldom' },
      { weight: 0, name: 'never' },
    ];
    const picked = Array.from({ length: 1_000 }, () => random.weighted(items).name);
    const count = (name: string) => picked.filter((other) => other === name).length;
    equal(count('never'), 0);
    holds(count('often') > 8 * count('seldom') * 0.7, `${count('often')} and ${count('seldom')}`);
  });
});
