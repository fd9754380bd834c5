import { accountOf } from '@truetape/auth/fastify';
import { placeOco, placeOrder, placeOrders } from '@truetape/contracts';
import { account } from '@truetape/domain';
import { problemOf, type RequestFailure, sendProblem, validate } from '@truetape/edge';
import { failed } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { type Answered, sendAnswered } from '../answers.ts';
import { traderAsking } from '../asker.ts';
import type { DeskOptions } from '../desk.ts';
import * as orders from '../orders.ts';
import { waitOf } from '../prefer.ts';
import { both, sendFailure } from '../request-parts.ts';
import { placeOrderCommand } from '../translate.ts';
import { BATCH_WEIGHT } from '../weights.ts';

/** Orders, alone, in pairs and in batches. */
export function placingRoutes(app: FastifyInstance, desk: DeskOptions): void {
  const { accounts, now } = desk;

  app.post('/v1/orders', async (request, reply) => {
    const read = both(validate(placeOrder, request.body), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [order, asking] = read.value;
    return sendAnswered(reply, await orders.place(desk, traderAsking(request), order, asking));
  });

  app.post('/v1/orders/oco', async (request, reply) => {
    const read = both(validate(placeOco, request.body), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [pair, asking] = read.value;
    return sendAnswered(reply, await orders.placeOco(desk, traderAsking(request), pair, asking));
  });

  app.post('/v1/orders/test', async (request, reply) => {
    const body = validate(placeOrder, request.body);
    if (!body.ok) return sendFailure(reply, body.failure);
    const state = accounts.stateOf(accountOf(request));
    const command = placeOrderCommand(body.value, now(), accounts);
    const around = accounts.around(accountOf(request));
    const decided = account.decide(state, command, { now: now(), ...around });
    await desk.log.settled();
    if (decided.ok) return reply.send({ accepted: true });
    const { code, ...about } = decided.failure;
    return sendProblem(reply, code, about);
  });

  app.post('/v1/orders/batch', { config: { weight: BATCH_WEIGHT } }, async (request, reply) => {
    const batch = validate(placeOrders, request.body);
    if (!batch.ok) return sendFailure(reply, batch.failure);
    const trader = traderAsking(request);
    // All are handed over in order before the first is waited for: they share one append.
    const answers = batch.value.orders.map((order, index) => {
      const body = validate(placeOrder, order);
      return body.ok ? orders.place(desk, trader, body.value, {}) : itemOf(body.failure, index);
    });
    const results = (await Promise.all(answers)).map((answered) => {
      if (answered.ok) return { status: answered.value.status, order: answered.value.body };
      const problem = problemOf(answered.failure.code, answered.failure);
      return { status: problem.status, problem };
    });
    return reply.send({ results });
  });
}

/** A batch item of the wrong form, with its field as the whole body has it. */
function itemOf(failure: RequestFailure, index: number): Answered {
  const field =
    failure.field === undefined ? `orders[${index}]` : `orders[${index}].${failure.field}`;
  return failed({ ...failure, field });
}
