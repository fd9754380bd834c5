import { readClockEvents } from '@truetape/codec';
import { CLOCK_STEP_MS, type ClockAdvanced, clock, type EpochMs } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/**
 * The clock is advanced when something is due, never beyond the time at which that is said, and not more often than it
 * may be. How far in the log its writer had read nobody knows: it had read the clock's last event, so what
 * was due anywhere behind that one may be the reason.
 */
export function checkClock() {
  const state = clock.initialState();
  /** What was due first, wherever behind the clock's last event that is looked at. */
  let earliest: EpochMs | undefined;

  function wrongWith({ at, to }: ClockAdvanced): string | undefined {
    if (to > at) return 'it is told to be later than it is';
    const { advancedAt } = state;
    if (advancedAt !== undefined && at < advancedAt + CLOCK_STEP_MS)
      return 'the clock is advanced too soon';
    return earliest === undefined || to < earliest ? 'nothing was due' : undefined;
  }

  return {
    read: (event: RecordedEvent): void => {
      for (const said of readClockEvents(event)) {
        if (said.type === 'ClockAdvanced') {
          const wrong = wrongWith(said);
          if (wrong !== undefined) throw new Difference('clock', event, wrong);
          earliest = undefined;
        }
        clock.evolve(state, said);
        const { first } = state.dues;
        if (first !== undefined && (earliest === undefined || first < earliest)) earliest = first;
      }
    },
  };
}
