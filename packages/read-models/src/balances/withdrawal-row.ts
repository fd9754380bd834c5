import { type Catalogue, formatMinor, formatTime, scaleIn } from '@truetape/codec';
import { type Account, type AccountEvent, withdrawalIdOf } from '@truetape/domain';
import type { WithdrawalRow } from './rows.ts';

/**
 * The row of the withdrawal that an event is about; undefined when it is about none.
 *
 * @param account as it is where the withdrawal waits: after the event that requests it, before the one that decides it
 */
export function withdrawalRow(
  event: AccountEvent,
  { accountId, withdrawals }: Account,
  revision: number,
  catalogue: Catalogue,
): WithdrawalRow | undefined {
  const said = saidBy(event, accountId, revision);
  const pending = said === undefined ? undefined : withdrawals.get(said.withdrawal_id);
  if (said === undefined || pending === undefined) return undefined;
  const { asset, amount, reference, requestedAt } = pending;
  return {
    account_id: accountId,
    asset,
    amount: formatMinor(amount, scaleIn(catalogue, asset)),
    reference,
    requested_at: formatTime(requestedAt),
    ...said,
  };
}

type Said = Pick<WithdrawalRow, 'withdrawal_id' | 'status' | 'reason' | 'decided_at'>;

function saidBy(event: AccountEvent, accountId: string, revision: number): Said | undefined {
  switch (event.type) {
    case 'WithdrawalRequested': {
      const withdrawal_id = withdrawalIdOf(accountId, revision);
      return { withdrawal_id, status: 'pending', reason: null, decided_at: null };
    }
    case 'FundsWithdrawn': {
      const { withdrawalId: withdrawal_id, at } = event;
      if (withdrawal_id === undefined) return undefined;
      return { withdrawal_id, status: 'approved', reason: null, decided_at: formatTime(at) };
    }
    case 'WithdrawalRejected': {
      const { withdrawalId: withdrawal_id, reason, at } = event;
      return { withdrawal_id, status: 'rejected', reason, decided_at: formatTime(at) };
    }
    default:
      return undefined;
  }
}
