import type { Principal, Trader } from '@truetape/auth';
import { principalOf, traderOf } from '@truetape/auth/fastify';
import type { Actor } from '@truetape/kernel';
import type { FastifyRequest } from 'fastify';

/** Who asks, and by which request: recorded with every event that comes of it. */
export interface Asker {
  readonly correlationId: string;
  readonly actor: Actor;
}

/** Somebody who asks for the account that they trade for. */
export interface AskingTrader extends Asker {
  readonly accountId: string;
}

export const askerOf = (request: FastifyRequest): Asker =>
  askerBy(principalOf(request), request.id);

/** Behind `requireTrader`. */
export const traderAsking = (request: FastifyRequest): AskingTrader =>
  traderBy(traderOf(request), request.id);

/** @param requestId names the request in answers, in logs and in the events that come of it */
export const traderBy = (trader: Trader, requestId: string): AskingTrader => ({
  ...askerBy(trader, requestId),
  accountId: trader.accountId,
});

function askerBy({ userId, keyId }: Principal, requestId: string): Asker {
  return { correlationId: requestId, actor: { keyId, requestId, userId } };
}
