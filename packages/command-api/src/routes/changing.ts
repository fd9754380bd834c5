import { requireTrader, traderOf } from '@truetape/auth/fastify';
import { cancelOrders, replaceOrder, values } from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { commandAnswer, orderAnswer, sendRefused } from '../answers.ts';
import { ask, type DeskOptions } from '../desk.ts';
import { waitOf } from '../prefer.ts';
import { both, keyOf, sendFailure } from '../request-parts.ts';
import { sendMatched } from '../send-matched.ts';
import { accountOf, replaceOrderCommand } from '../translate.ts';

const guarded = { onRequest: requireTrader };
/** Cancels have their own bound and are refused last. */
const cancelling = { onRequest: requireTrader, config: { lastRefused: true } };

/** What becomes of orders that are there. */
export function changingRoutes(app: FastifyInstance, desk: DeskOptions): void {
  const { accounts, now } = desk;
  const changed = { matched: 200, taken: 202 } as const;

  app.patch<{ Params: { id: string } }>('/v1/orders/:id', guarded, async (request, reply) => {
    const read = both(
      validate(replaceOrder, request.body),
      both(keyOf(request), waitOf(request.headers.prefer)),
    );
    if (!read.ok) return sendFailure(reply, read.failure);
    const [body, [key, waitMs]] = read.value;
    const orderId = ownOrder(request);
    if (orderId === undefined) return sendProblem(reply, 'ORDER_NOT_FOUND');
    const { accountId } = traderOf(request);
    const receivedAt = now();
    const reckon = () => {
      const symbol = accounts.viewOrder(accountId, orderId)?.symbol;
      const command = replaceOrderCommand(orderId, symbol, body, receivedAt, accounts.catalogue);
      return { ...command, ...key };
    };
    const answer = await ask(desk, request, accountId, reckon(), reckon);
    return sendMatched(desk, reply, answer, orderAnswer, { waitMs, ...changed });
  });

  app.delete<{ Params: { id: string } }>('/v1/orders/:id', cancelling, async (request, reply) => {
    const read = both(keyOf(request), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [key, waitMs] = read.value;
    const orderId = ownOrder(request);
    if (orderId === undefined) return sendProblem(reply, 'ORDER_NOT_FOUND');
    const command = { type: 'CancelOrder', receivedAt: now(), orderId, ...key } as const;
    const answer = await ask(desk, request, traderOf(request).accountId, command);
    return sendMatched(desk, reply, answer, orderAnswer, { waitMs, ...changed });
  });

  app.delete('/v1/orders', cancelling, async (request, reply) => {
    const read = both(validate(cancelOrders, request.query), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [{ symbol }, key] = read.value;
    if (symbol !== undefined && !accounts.catalogue.markets.has(symbol)) {
      return sendProblem(reply, 'ORDER_UNKNOWN_SYMBOL', { field: 'symbol' });
    }
    const scope = symbol === undefined ? {} : { symbol };
    const command = { type: 'CancelOrders', receivedAt: now(), ...scope, ...key } as const;
    const answer = await ask(desk, request, traderOf(request).accountId, command);
    if (answer.kind !== 'done') return sendRefused(reply, answer);
    return reply.code(202).send(commandAnswer(answer));
  });
}

/** The order id of the path, when it names an order of who is asking. */
function ownOrder(request: FastifyRequest): string | undefined {
  const { id } = request.params as { readonly id: string };
  const own = values.orderId.safeParse(id).success && accountOf(id) === traderOf(request).accountId;
  return own ? id : undefined;
}
