import { cancelOrders, replaceOrder } from '@truetape/contracts';
import { validate } from '@truetape/edge';
import type { FastifyInstance } from 'fastify';
import { sendAnswered } from '../answers.ts';
import { traderAsking } from '../asker.ts';
import type { DeskOptions } from '../desk.ts';
import * as orders from '../orders.ts';
import { waitOf } from '../prefer.ts';
import { both, keyOf, sendFailure } from '../request-parts.ts';

/** Cancels have their own bound and are refused last. */
const cancelling = { config: { lastRefused: true } };

type OfOrder = { Params: { orderId: string } };

/** What becomes of orders that are there. */
export function changingRoutes(app: FastifyInstance, desk: DeskOptions): void {
  app.patch<OfOrder>('/v1/orders/:orderId', async (request, reply) => {
    const read = both(
      validate(replaceOrder, request.body),
      both(keyOf(request), waitOf(request.headers.prefer)),
    );
    if (!read.ok) return sendFailure(reply, read.failure);
    const [terms, [key, wait]] = read.value;
    const trader = traderAsking(request);
    const asking = { ...key, ...wait };
    return sendAnswered(
      reply,
      await orders.replace(desk, trader, request.params.orderId, terms, asking),
    );
  });

  app.delete<OfOrder>('/v1/orders/:orderId', cancelling, async (request, reply) => {
    const read = both(keyOf(request), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [key, wait] = read.value;
    const trader = traderAsking(request);
    const asking = { ...key, ...wait };
    return sendAnswered(reply, await orders.cancel(desk, trader, request.params.orderId, asking));
  });

  const ofSymbol = { ...cancelling, config: { ...cancelling.config, parameters: true } };
  app.delete('/v1/orders', ofSymbol, async (request, reply) => {
    const read = both(validate(cancelOrders, request.query), keyOf(request));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [{ symbol }, key] = read.value;
    return sendAnswered(reply, await orders.cancelAll(desk, traderAsking(request), symbol, key));
  });
}
