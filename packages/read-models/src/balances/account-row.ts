import { formatTime } from '@truetape/codec';
import type { Account, AccountEvent } from '@truetape/domain';
import type { AccountRow } from './rows.ts';

/** After these events an account is there, or may do something else than before. */
export const CHANGES_ACCOUNT: ReadonlySet<AccountEvent['type']> = new Set([
  'AccountOpened',
  'AccountStatusChanged',
  'AccountFrozen',
  'KillSwitchTripped',
  'KillSwitchReleased',
]);

export function accountRow(state: Account): AccountRow {
  const { accountId, ownerGroup, openedAt, status, isKilled } = state;
  return {
    account_id: accountId,
    owner_group: ownerGroup,
    opened_at: formatTime(openedAt),
    status,
    is_killed: isKilled,
  };
}
