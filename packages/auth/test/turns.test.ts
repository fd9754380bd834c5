import { describe, expect, test } from 'vitest';
import { createTurns } from '../src/turns.ts';

function work() {
  let resolve: (value: string) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<string>((...settle) => {
    [resolve, reject] = settle;
  });
  let isBegun = false;
  const begin = () => {
    isBegun = true;
    return promise;
  };
  return {
    begin,
    resolve: (value: string) => resolve(value),
    reject: (reason: Error) => reject(reason),
    isBegun: () => isBegun,
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  test('are so many at once, and the others in their order', async () => {
    const turns = createTurns({ atOnceMax: 2, waitingMax: 9 });
    const works = [work(), work(), work(), work()];
    const begun = () => works.map(({ isBegun }) => isBegun());
    const done = works.map(({ begin }) => turns.take(begin));
    expect(begun()).toEqual([true, true, false, false]);
    works[1]?.resolve('second');
    expect(await done[1]).toBe('second');
    await settled();
    expect(begun()).toEqual([true, true, true, false]);
    works[0]?.resolve('first');
    works[2]?.resolve('third');
    works[3]?.resolve('fourth');
    expect(await Promise.all(done)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('go on after what failed', async () => {
    const turns = createTurns({ atOnceMax: 1, waitingMax: 1 });
    const [first, second] = [work(), work()];
    const failing = turns.take(first.begin);
    const waiting = turns.take(second.begin);
    first.reject(new Error('it failed'));
    await expect(failing).rejects.toThrow('it failed');
    second.resolve('second');
    expect(await waiting).toBe('second');
  });

  test('are refused when too many wait, and given again later', async () => {
    const turns = createTurns({ atOnceMax: 1, waitingMax: 1 });
    const works = [work(), work(), work()];
    const done = works.map(({ begin }) => turns.take(begin));
    expect(done[2]).toBeUndefined();
    works[0]?.resolve('first');
    works[1]?.resolve('second');
    await Promise.all(done);
    expect(works[2]?.isBegun()).toBe(false);
    expect(await turns.take(async () => 'later')).toBe('later');
  });
});
