import { type ErrorCode, streams, values } from '@truetape/contracts';
import { placeOf } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { Actor } from '@truetape/kernel';

/** More than these nobody looks through: then it is approved by nobody. */
const PEOPLE_MAX = 100;

/**
 * Why somebody cannot approve a withdrawal: they have asked for it, or have brought whoever did to the account. One that
 * is not on disk yet is none: nobody has been told of it, and who asked for it is not known.
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
    const people = await peopleBehind(log, accountId, event.actor?.userId);
    const isOne = people.has(by.userId) || people.size > PEOPLE_MAX;
    return isOne ? 'LEDGER_SAME_PERSON' : undefined;
  }
  return 'LEDGER_WITHDRAWAL_NOT_FOUND';
}

/** Somebody, whoever has ever given them access to the account, whoever has given it to those, and so on. */
async function peopleBehind(
  log: EventLog,
  accountId: string,
  userId: string | undefined,
): Promise<ReadonlySet<string>> {
  const people = new Set(userId === undefined ? [] : [userId]);
  for (const each of people) {
    if (people.size > PEOPLE_MAX) break;
    for await (const events of log.readStream(streams.user(each))) {
      for (const { type, data, actor } of events) {
        const { accountId: given } = data as { readonly accountId?: string };
        if (type === 'AccessGranted' && given === accountId && actor) people.add(actor.userId);
      }
    }
  }
  return people;
}
