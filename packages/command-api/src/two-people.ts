import { type ErrorCode, streams, values } from '@truetape/contracts';
import { placeOf } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { Actor } from '@truetape/kernel';

/**
 * Why somebody cannot approve a withdrawal: they have asked for it. One that is not on disk yet is none: nobody has been
 * told of it, and who asked for it is not known.
 */
export async function whyNotApprove(
  log: EventLog,
  accountId: string,
  withdrawalId: string,
  by: Actor,
): Promise<ErrorCode | undefined> {
  const place = values.withdrawalId.safeParse(withdrawalId).success && placeOf(withdrawalId);
  if (!place || place.accountId !== accountId) return 'LEDGER_WITHDRAWAL_NOT_FOUND';
  const stream = streams.account(accountId);
  for await (const [event] of log.readStream(stream, { from: place.revision, limit: 1 })) {
    if (event?.type !== 'WithdrawalRequested') break;
    return event.actor?.userId === by.userId ? 'LEDGER_SAME_PERSON' : undefined;
  }
  return 'LEDGER_WITHDRAWAL_NOT_FOUND';
}
