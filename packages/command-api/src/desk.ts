import type { Accounts, Answer, Request } from '@truetape/accounts';
import type { Order } from '@truetape/contracts';
import type { EpochMs } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import { ok } from '@truetape/kernel';
import { type Answered, commandAnswer, type Done, refused } from './answers.ts';
import type { Asker } from './asker.ts';
import { within } from './within.ts';

/** What all routes work with. */
export interface DeskOptions {
  readonly accounts: Accounts;
  readonly log: EventLog;
  readonly now: () => EpochMs;
  /** The rules that matchers know, by their numbers. New markets follow the newest. */
  readonly rulesets: readonly number[];
}

/** A command that could not be appended within this time is dropped, never appended later. */
const APPEND_WITHIN_MS = 5_000;

/** Asks `accounts`, at once. */
export function ask(
  { accounts, now }: DeskOptions,
  { correlationId, actor, validUntilMs }: Asker,
  accountId: string,
  command: Request['command'],
  reckon?: () => Request['command'],
): Promise<Answer> {
  return accounts.execute({
    accountId,
    command,
    ...(reckon === undefined ? {} : { reckon }),
    correlationId,
    actor,
    deadlineMs: Math.min(now() + APPEND_WITHIN_MS, validUntilMs ?? Number.POSITIVE_INFINITY),
  });
}

/** Asks `accounts` for what shows no order. */
export async function askAccount(
  desk: DeskOptions,
  asker: Asker,
  accountId: string,
  command: Request['command'],
): Promise<Answered> {
  const answer = await ask(desk, asker, accountId, command);
  return answer.kind === 'done'
    ? ok({ status: 201, body: commandAnswer(answer) })
    : refused(answer);
}

/**
 * Waits until the market has answered, for at most `waitMs`. The answer then shows the orders as the market made them,
 * and all of that is on disk; undefined when the time is over.
 */
export async function matchedAnswer(
  { accounts, log }: DeskOptions,
  done: Done,
  waitMs: number,
): Promise<Done | undefined> {
  const { order, orders, receipt } = done;
  const [shown] = orders ?? [order];
  if (shown === undefined) return done;
  const { accountId, symbol } = shown;
  const inTime = await within(waitMs, accounts.matched(accountId, symbol, receipt.revision));
  if (!inTime) return undefined;
  const position = accounts.position();
  const asIs = (before: Order) => accounts.viewOrder(accountId, before.orderId) ?? before;
  const now = {
    ...(order && { order: asIs(order) }),
    ...(orders && { orders: [asIs(orders[0]), asIs(orders[1])] as const }),
  };
  await log.settled();
  return { ...done, ...now, position };
}
