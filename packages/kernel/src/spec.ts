import { deepStrictEqual } from 'node:assert';
import type { Decider } from './decider.ts';

/**
 * Given/when/then for a decider. Events are compared whole and in order; a denial is compared whole. What is
 * not said is not there.
 */
export function specOf<State, Command, Event, Context, Denial>(
  decider: Decider<State, Command, Event, Context, Denial>,
  context: Context,
) {
  return {
    given: (...history: readonly Event[]) => ({
      when: (command: Command, changed: Partial<Context> = {}) => {
        const state = history.reduce(decider.evolve, decider.initialState());
        const decided = decider.decide(state, command, { ...context, ...changed });
        return {
          then: (...events: readonly Event[]) =>
            deepStrictEqual(decided, { ok: true, value: events }),
          thenDenied: (denial: Denial) => deepStrictEqual(decided, { ok: false, failure: denial }),
          thenState: (check: (after: State) => void) => {
            deepStrictEqual(decided.ok, true);
            if (decided.ok) check(decided.value.reduce(decider.evolve, state));
          },
        };
      },
    }),
  };
}
