import type { Decider } from '@truetape/kernel';
import type { AccountCommand, DecisionContext, Denial } from './command.ts';
import { decide } from './decide.ts';
import type { AccountEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { type AccountState, noAccount } from './state.ts';

/** The account: who owns what, what is held, which orders are open. */
export const account: Decider<AccountState, AccountCommand, AccountEvent, DecisionContext, Denial> =
  { initialState: noAccount, decide, evolve };
