import type { Result } from './result.ts';

/**
 * One aggregate: what it is, what it allows and how it changes. Three plain functions.
 *
 * `decide` reads the state and what it is told in `context` (time, reference prices …), never a clock, never
 * randomness. `evolve` never refuses: what is recorded has happened.
 */
export interface Decider<State, Command, Event, Context, Denial> {
  readonly initialState: () => State;
  readonly decide: (
    state: State,
    command: Command,
    context: Context,
  ) => Result<readonly Event[], Denial>;
  readonly evolve: (state: State, event: Event) => State;
}
