import type { Answer } from '@truetape/accounts';
import { requireTrader, traderOf } from '@truetape/auth/fastify';
import { type PlaceOrder, placeOco, placeOrder, placeOrders } from '@truetape/contracts';
import { account } from '@truetape/domain';
import { problemOf, type RequestFailure, sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ocoAnswer, orderAnswer, problemIn } from '../answers.ts';
import { ask, type DeskOptions } from '../desk.ts';
import { waitOf } from '../prefer.ts';
import { both, sendFailure } from '../request-parts.ts';
import { sendMatched } from '../send-matched.ts';
import { placeOcoCommand, placeOrderCommand } from '../translate.ts';

const guarded = { onRequest: requireTrader };

/** Orders, alone, in pairs and in batches. */
export function placingRoutes(app: FastifyInstance, desk: DeskOptions): void {
  const { accounts, now } = desk;
  const placed = { matched: 201, taken: 201 } as const;

  app.post('/v1/orders', guarded, async (request, reply) => {
    const read = both(validate(placeOrder, request.body), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [body, waitMs] = read.value;
    const answer = await place(request, body);
    return sendMatched(desk, reply, answer, orderAnswer, { waitMs, ...placed });
  });

  app.post('/v1/orders/oco', guarded, async (request, reply) => {
    const read = both(validate(placeOco, request.body), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [body, waitMs] = read.value;
    const command = placeOcoCommand(body, now(), accounts);
    const answer = await ask(desk, request, traderOf(request).accountId, command);
    return sendMatched(desk, reply, answer, ocoAnswer, { waitMs, ...placed });
  });

  app.post('/v1/orders/test', guarded, async (request, reply) => {
    const body = validate(placeOrder, request.body);
    if (!body.ok) return sendFailure(reply, body.failure);
    const state = accounts.stateOf(traderOf(request).accountId);
    const command = placeOrderCommand(body.value, now(), accounts);
    const around = accounts.around(traderOf(request).accountId);
    const decided = account.decide(state, command, { now: now(), ...around });
    await desk.log.settled();
    if (decided.ok) return reply.send({ accepted: true });
    const { code, ...about } = decided.failure;
    return sendProblem(reply, code, about);
  });

  app.post('/v1/orders/batch', guarded, async (request, reply) => {
    const batch = validate(placeOrders, request.body);
    if (!batch.ok) return sendFailure(reply, batch.failure);
    // All are handed over in order before the first is waited for: they share one append.
    const answers = batch.value.orders.map((order, index) => {
      const body = validate(placeOrder, order);
      return body.ok ? place(request, body.value) : Promise.resolve(itemOf(body.failure, index));
    });
    const results = (await Promise.all(answers)).map((answer) => {
      if (answer.kind === 'done') return { status: 201, order: orderAnswer(answer) };
      const { code, ...about } = answer.kind === 'item' ? answer.failure : problemIn(answer);
      const problem = problemOf(code, about);
      return { status: problem.status, problem };
    });
    return reply.send({ results });
  });

  function place(request: FastifyRequest, body: PlaceOrder): Promise<Answer> {
    const command = placeOrderCommand(body, now(), accounts);
    return ask(desk, request, traderOf(request).accountId, command);
  }
}

/** A batch item of the wrong form, with its field as the whole body has it. */
function itemOf(failure: RequestFailure, index: number) {
  const field =
    failure.field === undefined ? `orders[${index}]` : `orders[${index}].${failure.field}`;
  return { kind: 'item', failure: { ...failure, field } } as const;
}
