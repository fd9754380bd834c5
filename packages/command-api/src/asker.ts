import { actorOf, type Principal } from '@truetape/auth';
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
  /** Told when they name an order of another account, which is answered as one that there is not. */
  readonly onForeign: () => void;
}

/** For whatever is no order: also from where. */
export const askerOf = (request: FastifyRequest): Asker =>
  askerBy(principalOf(request), request.id, request.origin);

/**
 * For orders. From where they come stays out of the log: sealed, an address weighs as much as half an order, of which
 * there are thousands a second, and those of a key that may be used from few networks say it by the key.
 */
export const traderAsking = (request: FastifyRequest): AskingTrader => ({
  ...askerBy(principalOf(request), request.id),
  accountId: accountOf(request),
  onForeign: () => {
    request.isForeign = true;
  },
});

/** @param requestId names the request in answers, in logs and in the events that come of it */
export const traderBy = (
  principal: Principal,
  { accountId, requestId, onForeign }: Pick<AskingTrader, 'accountId' | 'onForeign'> & Named,
): AskingTrader => ({ ...askerBy(principal, requestId), accountId, onForeign });

interface Named {
  readonly requestId: string;
}

function askerBy(principal: Principal, requestId: string, origin?: string | null): Asker {
  const { validUntilMs } = principal;
  const asker = { correlationId: requestId, actor: actorOf(principal, requestId, origin) };
  return validUntilMs === undefined ? asker : { ...asker, validUntilMs };
}
