import { deepStrictEqual } from 'node:assert';
import { specOf } from '@truetape/kernel/spec';
import { describe, test } from 'vitest';
import {
  type AdvanceClock,
  CLOCK_STEP_MS,
  type ClockAdvanced,
  type ClockEvent,
  type ClockState,
  clock,
  type EpochMs,
  epochMs,
  nextAdvanceAt,
} from '../src/index.ts';

const added = (name: string, dueAt: number): ClockEvent => ({
  type: 'DueAdded',
  name,
  dueAt: epochMs(dueAt),
});
const removed = (name: string): ClockEvent => ({ type: 'DueRemoved', name });
const advanced = (at: number, to = at): ClockAdvanced => ({
  type: 'ClockAdvanced',
  at: epochMs(at),
  to: epochMs(to),
});

describe('the clock of the markets', () => {
  const { given } = specOf<ClockState, AdvanceClock, ClockEvent, { readonly now: EpochMs }, never>(
    clock,
    { now: epochMs(10_000) },
  );
  const look = { type: 'AdvanceClock' } as const;

  test('stands still while nothing is due', () => {
    given().when(look).then();
    given(added('ann.3', 10_001)).when(look).then();
  });

  test('is advanced to now when something is due', () => {
    given(added('ann.3', 10_000), added('ann.4', 11_000)).when(look).then(advanced(10_000));
  });

  test('stands still when what was due is over', () => {
    given(added('ann.3', 9_000), removed('ann.3')).when(look).then();
  });

  test('stands still when the markets have been told', () => {
    given(added('ann.3', 8_000), advanced(8_000)).when(look).then();
  });

  test('is not advanced twice within a second', () => {
    given(advanced(9_001), added('ann.3', 9_500)).when(look).then();
    given(advanced(9_000), added('ann.3', 9_500)).when(look).then(advanced(10_000));
  });

  test('is advanced at the end of each day once there is something to trade', () => {
    const day = 86_400_000;
    const begun = (at: number): ClockEvent => ({ type: 'TradingBegun', at: epochMs(at) });
    const at = (now: number) => ({ now: epochMs(now) });
    given().when(look, at(day)).then();
    given(begun(5), begun(day + 7))
      .when(look, at(day - 1))
      .then();
    given(begun(5), begun(day + 7))
      .when(look, at(day))
      .then(advanced(day));
    given(begun(5), advanced(day + 3))
      .when(look, at(2 * day - 1))
      .then();
    given(begun(5), advanced(day + 3))
      .when(look, at(2 * day))
      .then(advanced(2 * day));
    given(begun(5), advanced(day - 1_000))
      .when(look, at(day))
      .then(advanced(day));
  });

  test('is advanced again for what was due before it was added', () => {
    given(advanced(9_000), added('BTC-USD', 5_000)).when(look).then(advanced(10_000));
  });

  test('knows one time of each name, the last one', () => {
    given(added('BTC-USD', 9_000), added('BTC-USD', 12_000)).when(look).then();
  });
});

/** Numbers that look random and are the same for the same seed. */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

describe('when it must be advanced', () => {
  test.each([1, 2, 3])('is what a list would say, whatever came before (seed %i)', (seed) => {
    const below = numbersFrom(seed);
    const list = new Map<string, number>();
    const state = clock.initialState();
    let advancedAt: number | undefined;
    for (let step = 0; step < 5_000; step++) {
      const name = `order-${below(200)}`;
      const kind = below(20);
      if (kind < 12) {
        const dueAt = step + below(500);
        list.set(name, dueAt);
        clock.evolve(state, added(name, dueAt));
      } else if (kind < 19) {
        list.delete(name);
        clock.evolve(state, removed(name));
      } else {
        for (const [due, at] of list) if (at <= step) list.delete(due);
        advancedAt = step;
        clock.evolve(state, advanced(step));
      }
      const first = list.size === 0 ? undefined : Math.min(...list.values());
      const want =
        first === undefined || advancedAt === undefined
          ? first
          : Math.max(first, advancedAt + CLOCK_STEP_MS);
      deepStrictEqual(nextAdvanceAt(state), want, `seed ${seed}, step ${step}`);
    }
  });
});
