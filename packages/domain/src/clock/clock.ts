import { type Decider, type Ok, ok } from '@truetape/kernel';
import { dayOf, startOfDay } from '../value/day.ts';
import { type EpochMs, epochMs } from '../value/units.ts';
import { DueTimes } from './due-times.ts';
import type { ClockAdvanced, ClockEvent } from './event.ts';

/** Asks whether the markets must be told how late it is. */
export interface AdvanceClock {
  readonly type: 'AdvanceClock';
}

/** It has one owner: `evolve` changes it in place and returns it. */
export interface ClockState {
  /** What no market has been told to do yet. */
  readonly dues: DueTimes;
  /** When the clock was advanced last. */
  advancedAt: EpochMs | undefined;
}

/** The clock is advanced at most once in this time. */
export const CLOCK_STEP_MS = 1_000;

/** The end of the day of trading, among what is due. No order, account or market is named so. */
const DAY_END = 'day end';

/** When the clock must be advanced, as things are; undefined while nothing is ever due. */
export function nextAdvanceAt({ dues, advancedAt }: ClockState): EpochMs | undefined {
  const { first } = dues;
  if (first === undefined || advancedAt === undefined) return first;
  return epochMs(Math.max(first, advancedAt + CLOCK_STEP_MS));
}

function decide(
  state: ClockState,
  _command: AdvanceClock,
  { now }: { readonly now: EpochMs },
): Ok<readonly ClockAdvanced[]> {
  const at = nextAdvanceAt(state);
  return ok(at === undefined || now < at ? [] : [{ type: 'ClockAdvanced', at: now, to: now }]);
}

function evolve(state: ClockState, event: ClockEvent): ClockState {
  switch (event.type) {
    case 'DueAdded':
      state.dues.set(event.name, event.dueAt);
      return state;
    case 'DueRemoved':
      state.dues.delete(event.name);
      return state;
    case 'TradingBegun':
      if (!state.dues.has(DAY_END)) state.dues.set(DAY_END, endOfDay(event.at));
      return state;
    case 'ClockAdvanced':
      // Markets read it after whatever was added before, so all of that is done.
      if (state.dues.pass(event.to).includes(DAY_END)) {
        state.dues.set(DAY_END, endOfDay(event.to));
      }
      state.advancedAt = event.at;
      return state;
  }
}

const endOfDay = (at: EpochMs): EpochMs => startOfDay(dayOf(at) + 1);

/** The clock of the markets: tells them the time when something is due, and never otherwise. */
export const clock = {
  initialState: (): ClockState => ({ dues: new DueTimes(), advancedAt: undefined }),
  decide,
  evolve,
} satisfies Decider<ClockState, AdvanceClock, ClockEvent, { readonly now: EpochMs }, never>;
