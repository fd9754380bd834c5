import { assert } from '@truetape/kernel';
import type {
  AccountStatusChanged,
  KillSwitchReleased,
  KillSwitchTripped,
  SilenceTimerFired,
  SilenceTimerSet,
} from './control-events.ts';
import { rememberKey } from './memory.ts';
import type { Account } from './state.ts';

export function changeStatus(state: Account, event: AccountStatusChanged): void {
  const { status, reason } = event;
  state.status = status;
  const content = [status, reason];
  rememberKey(state, event, { revision: state.revision, type: 'ChangeStatus', content });
}

export function tripKillSwitch(state: Account, event: KillSwitchTripped): void {
  state.isKilled = true;
  // Its receipt is that of the `OrdersCancelRequested` beside it.
  const revision = state.revision + 1;
  rememberKey(state, event, { revision, type: 'TripKillSwitch', content: [event.reason] });
}

export function releaseKillSwitch(state: Account, event: KillSwitchReleased): void {
  const { revision } = state;
  state.isKilled = false;
  rememberKey(state, event, { revision, type: 'ReleaseKillSwitch', content: [event.reason] });
}

export function freeze(state: Account): void {
  state.status = 'frozen';
}

export function setSilence(state: Account, event: SilenceTimerSet): void {
  const { revision } = state;
  const { timeoutMs, dueAt, receivedAt } = event;
  state.silence = dueAt === undefined ? undefined : { timeoutMs, dueAt, receivedAt, revision };
  rememberKey(state, event, { revision, type: 'SetSilenceTimer', content: [timeoutMs] });
}

export function fireSilence(state: Account, { dueAt }: SilenceTimerFired): void {
  assert(state.silence?.dueAt === dueAt, 'a silence timer fires that is set');
  state.silence = undefined;
}
