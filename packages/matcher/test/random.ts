export interface Random {
  /** A whole number from 0 on. */
  readonly below: (limit: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A key, as often as its weight says. */
  readonly weighed: <K extends string>(weights: Readonly<Record<K, number>>) => K;
}

/** A small generator of our own (mulberry32): the same seed is the same run on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const bits = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  /** From 0 to 1, in steps of 2^-53. */
  const share = () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
  const below = (limit: number) => Math.floor(share() * limit);
  return {
    below,
    chance: (of) => share() < of,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    weighed: <K extends string>(weights: Readonly<Record<K, number>>) => {
      let all = 0;
      for (const key in weights) all += weights[key];
      let left = share() * all;
      for (const key in weights) {
        left -= weights[key];
        if (left < 0) return key;
      }
      throw new Error('All weights together must be above zero');
    },
  };
}
