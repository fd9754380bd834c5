import { setTimeout as sleep } from 'node:timers/promises';
import type { Accounts, Answer, Request } from '@truetape/accounts';
import { principalOf } from '@truetape/auth/fastify';
import type { EpochMs } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import type { FastifyRequest } from 'fastify';
import type { Done } from './answers.ts';

/** What all routes work with. */
export interface DeskOptions {
  readonly accounts: Accounts;
  readonly log: EventLog;
  readonly now: () => EpochMs;
}

/** A command that could not be appended within this time is dropped, never appended later. */
const APPEND_WITHIN_MS = 5_000;

/** Asks `accounts` on behalf of who sent the request. */
export function ask(
  { accounts, now }: DeskOptions,
  request: FastifyRequest,
  accountId: string,
  command: Request['command'],
): Promise<Answer> {
  const { userId, keyId } = principalOf(request);
  return accounts.execute({
    accountId,
    command,
    correlationId: request.id,
    actor: { keyId, requestId: request.id, userId },
    deadlineMs: now() + APPEND_WITHIN_MS,
  });
}

/**
 * Waits until the market has answered, for at most `waitMs`. The answer then shows the order as the market made it,
 * and all of that is on disk; undefined when the time is over.
 */
export async function matchedAnswer(
  { accounts, log }: DeskOptions,
  done: Done,
  waitMs: number,
): Promise<Done | undefined> {
  const { order, receipt } = done;
  if (order === undefined) return done;
  const { accountId, symbol, orderId } = order;
  const timeIsOver = new AbortController();
  const matched = accounts.matched(accountId, symbol, receipt.revision).then(() => true);
  const over = sleep(waitMs, false, { signal: timeIsOver.signal }).catch(() => false);
  const inTime = await Promise.race([matched, over]);
  timeIsOver.abort();
  if (!inTime) return undefined;
  const position = accounts.position();
  const now = accounts.viewOrder(accountId, orderId);
  await log.settled();
  return now === undefined ? done : { ...done, order: now, position };
}
