import { ok } from '@truetape/kernel';
import type { EpochMs } from '../value/units.ts';
import type { SetLimits } from './control-commands.ts';
import { type Decided, denied } from './denied.ts';
import { keyOf } from './key.ts';
import type { Account } from './state.ts';

export function setLimits(state: Account, command: SetLimits, at: EpochMs): Decided {
  const { scope, limits, receivedAt } = command;
  if (scope === 'group' && state.ownerGroup !== state.accountId) {
    return denied('LIMITS_NOT_LEADER', 'scope');
  }
  if ('wrong' in limits) return denied('LIMITS_INVALID', limits.wrong);
  return ok([{ type: 'LimitsChanged', at, receivedAt, scope, limits, ...keyOf(command) }]);
}
