import { ok } from '@truetape/kernel';
import type { EpochMs } from '../value/units.ts';
import type { ChangeStatus, ReleaseKillSwitch, TripKillSwitch } from './control-commands.ts';
import { type Decided, denied } from './denied.ts';
import type { AccountEvent } from './event.ts';
import { isSettled } from './is-settled.ts';
import { keyOf } from './key.ts';
import type { TripForRisk } from './settlement.ts';
import type { Account } from './state.ts';
import type { AccountStatus } from './status.ts';

/** How the status of an account may change by request: what is not in the table cannot happen. */
const NEXT: Readonly<Record<AccountStatus, readonly AccountStatus[]>> = {
  open: ['reduce-only', 'closed'],
  'reduce-only': ['open', 'closed'],
  closed: [],
  frozen: [],
};

export function changeStatus(state: Account, command: ChangeStatus, at: EpochMs): Decided {
  const { receivedAt, status, reason } = command;
  if (!NEXT[state.status].includes(status)) return denied('ACCOUNT_STATUS', 'status');
  if (status === 'closed' && !isEmpty(state)) return denied('ACCOUNT_NOT_EMPTY');
  const changed = { at, receivedAt, status, reason, ...keyOf(command) };
  return ok([{ type: 'AccountStatusChanged', ...changed }]);
}

function isEmpty({ orders, balances }: Account): boolean {
  return orders.size === 0 && [...balances.values()].every(({ total }) => total === 0n);
}

/** One that is tripped already is tripped again: whatever was placed in between is cancelled too. */
export function tripKillSwitch(_state: Account, command: TripKillSwitch, at: EpochMs): Decided {
  const { reason } = command;
  return ok([
    { type: 'KillSwitchTripped', at, reason, ...keyOf(command) },
    { type: 'OrdersCancelRequested', at, receivedAt: at },
  ]);
}

/** Once for each request of the risk watch. */
export function tripForRisk(
  state: Account,
  command: TripForRisk,
  at: EpochMs,
): readonly AccountEvent[] {
  if (isSettled(state, command)) return [];
  const { reason, risk } = command;
  return [
    { type: 'KillSwitchTripped', at, reason, risk },
    { type: 'OrdersCancelRequested', at, receivedAt: at },
  ];
}

export function releaseKillSwitch(state: Account, command: ReleaseKillSwitch, at: EpochMs) {
  const { reason } = command;
  if (!state.isKilled) return denied('KILL_SWITCH_NOT_TRIPPED');
  return ok([{ type: 'KillSwitchReleased', at, reason, ...keyOf(command) }] as const);
}
