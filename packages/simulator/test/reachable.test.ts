import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { ERRORS, EVENTS } from '@truetape/contracts';
import { describe, it } from 'vitest';
import { numbersIn, rangesOf } from '../src/report/ranges.ts';
import { REACHABLE, UNREACHED } from '../src/report/reachable.ts';

describe('what a full run must reach', () => {
  it('is every event of the wire but those that are excused', () => {
    const { events: excused = {} } = UNREACHED;
    equal([...REACHABLE.events, ...Object.keys(excused)].sort(), Object.keys(EVENTS).sort());
  });

  it('has no code, and no excuse for one, that the wire does not have', () => {
    const codes = [...REACHABLE.denials, ...Object.keys(UNREACHED.denials ?? {})];
    for (const code of codes) holds(Object.hasOwn(ERRORS, code), code);
  });
});

describe('step numbers', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[1, 2, 3, 7, 9, 10], '1-3,7,9-10'],
  ])('are written short: %j', (numbers, text) => {
    equal(rangesOf(numbers), text);
    if (numbers.length > 0) equal(numbersIn(text), numbers);
  });

  it('are nothing else', () => {
    equal(numbersIn('1-x'), undefined);
  });
});
