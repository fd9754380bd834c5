import { assert } from '@truetape/kernel';
import { type Limits, limitsText } from '../risk/limits.ts';
import type {
  AccountStatusChanged,
  KillSwitchReleased,
  KillSwitchTripped,
  LimitsChanged,
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
  const { risk } = event;
  state.isKilled = true;
  if (risk !== undefined) state.obeyed.set(risk.accountId, risk.revision);
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

export function changeLimits(state: Account, event: LimitsChanged): void {
  const { scope, limits } = event;
  if (scope === 'group') state.groupLimits = limits;
  else setLimits(state, limits);
  const content = [scope, limitsText(limits)];
  rememberKey(state, event, { revision: state.revision, type: 'SetLimits', content });
}

/** What is counted for a limit is counted from where the limit holds. */
function setLimits(state: Account, limits: Limits): void {
  const { messagesPerSecond = 0, duplicateWindowMs } = limits;
  state.limits = limits;
  state.pace.splice(0, state.pace.length - messagesPerSecond);
  if (duplicateWindowMs === undefined) state.alike.clear();
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
