import type { Principal } from '@truetape/auth';
import { accountOf, principalOf } from '@truetape/auth/fastify';
import type { Actor } from '@truetape/kernel';
import type { FastifyRequest } from 'fastify';

/** Who asks, and by which request: recorded with every event that comes of it. */
export interface Asker {
  readonly correlationId: string;
  readonly actor: Actor;
  /** Nothing is appended for it after that, where the request said so; epoch milliseconds. */
  readonly validUntilMs?: number;
}

/** Somebody who asks for an account. */
export interface AskingTrader extends Asker {
  readonly accountId: string;
}

export const askerOf = (request: FastifyRequest): Asker =>
  askerBy(principalOf(request), request.id);

/** Where the rule of the route asks for an account. */
export const traderAsking = (request: FastifyRequest): AskingTrader =>
  traderBy(principalOf(request), accountOf(request), request.id);

/** @param requestId names the request in answers, in logs and in the events that come of it */
export const traderBy = (
  principal: Principal,
  accountId: string,
  requestId: string,
): AskingTrader => ({ ...askerBy(principal, requestId), accountId });

function askerBy({ userId, keyId, sessionId, validUntilMs }: Principal, requestId: string): Asker {
  const actor = {
    ...(keyId === undefined ? {} : { keyId }),
    requestId,
    ...(sessionId === undefined ? {} : { sessionId }),
    userId,
  };
  const asker = { correlationId: requestId, actor };
  return validUntilMs === undefined ? asker : { ...asker, validUntilMs };
}
