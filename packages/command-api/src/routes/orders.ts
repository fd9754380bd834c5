import type { Answer } from '@truetape/accounts';
import { requireTrader, traderOf } from '@truetape/auth/fastify';
import {
  cancelOrders,
  idempotencyKey,
  type PlaceOrder,
  placeOrder,
  placeOrders,
  replaceOrder,
  values,
} from '@truetape/contracts';
import { account } from '@truetape/domain';
import { problemOf, type RequestFailure, sendProblem, validate } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { commandAnswer, orderAnswer, problemIn, sendRefused } from '../answers.ts';
import { ask, type DeskOptions, matchedAnswer } from '../desk.ts';
import { waitOf } from '../prefer.ts';
import { accountOf, placeOrderCommand, replaceOrderCommand } from '../translate.ts';

const guarded = { onRequest: requireTrader };
/** Cancels have their own bound and are refused last. */
const cancelling = { onRequest: requireTrader, config: { lastRefused: true } };

export function orderRoutes(app: FastifyInstance, desk: DeskOptions): void {
  const { accounts, now } = desk;

  app.post('/v1/orders', guarded, async (request, reply) => {
    const read = both(validate(placeOrder, request.body), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [body, waitMs] = read.value;
    const answer = await place(request, body);
    return sendOrder(reply, answer, { waitMs, matched: 201, taken: 201 });
  });

  app.post('/v1/orders/test', guarded, async (request, reply) => {
    const body = validate(placeOrder, request.body);
    if (!body.ok) return sendFailure(reply, body.failure);
    const state = accounts.stateOf(traderOf(request).accountId);
    const command = placeOrderCommand(body.value, now(), accounts);
    const decided = account.decide(state, command, { now: now(), ruleset: 1 });
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
    const symbol = accounts.viewOrder(accountId, orderId)?.symbol;
    const command = replaceOrderCommand(orderId, symbol, body, now(), accounts.catalogue);
    const answer = await ask(desk, request, accountId, { ...command, ...key });
    return sendOrder(reply, answer, { waitMs, matched: 200, taken: 202 });
  });

  app.delete<{ Params: { id: string } }>('/v1/orders/:id', cancelling, async (request, reply) => {
    const read = both(keyOf(request), waitOf(request.headers.prefer));
    if (!read.ok) return sendFailure(reply, read.failure);
    const [key, waitMs] = read.value;
    const orderId = ownOrder(request);
    if (orderId === undefined) return sendProblem(reply, 'ORDER_NOT_FOUND');
    const command = { type: 'CancelOrder', receivedAt: now(), orderId, ...key } as const;
    const answer = await ask(desk, request, traderOf(request).accountId, command);
    return sendOrder(reply, answer, { waitMs, matched: 200, taken: 202 });
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

  function place(request: FastifyRequest, body: PlaceOrder): Promise<Answer> {
    const command = placeOrderCommand(body, now(), accounts);
    return ask(desk, request, traderOf(request).accountId, command);
  }

  async function sendOrder(
    reply: FastifyReply,
    answer: Answer,
    { waitMs, matched, taken }: { waitMs: number | undefined; matched: number; taken: number },
  ): Promise<FastifyReply> {
    if (answer.kind !== 'done') return sendRefused(reply, answer);
    if (waitMs === undefined) return reply.code(taken).send(orderAnswer(answer));
    const inTime = await matchedAnswer(desk, answer, waitMs);
    return inTime === undefined
      ? reply.code(202).send(orderAnswer(answer))
      : reply.code(matched).send(orderAnswer(inTime));
  }
}

const sendFailure = (reply: FastifyReply, { code, ...about }: RequestFailure) =>
  sendProblem(reply, code, about);

/** A batch item of the wrong form, with its field as the whole body has it. */
function itemOf(failure: RequestFailure, index: number) {
  const field =
    failure.field === undefined ? `orders[${index}]` : `orders[${index}].${failure.field}`;
  return { kind: 'item', failure: { ...failure, field } } as const;
}

/** The order id of the path, when it names an order of who is asking. */
function ownOrder(request: FastifyRequest): string | undefined {
  const { id } = request.params as { readonly id: string };
  const own = values.orderId.safeParse(id).success && accountOf(id) === traderOf(request).accountId;
  return own ? id : undefined;
}

function keyOf(request: FastifyRequest): Result<{ idempotencyKey?: string }, RequestFailure> {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return ok({});
  const key = idempotencyKey.safeParse(header);
  return key.success
    ? ok({ idempotencyKey: key.data })
    : failed({
        code: 'REQUEST_INVALID',
        field: 'Idempotency-Key',
        detail: '1 to 64 characters of A-Z a-z 0-9 - _',
      });
}

function both<A, B>(
  first: Result<A, RequestFailure>,
  second: Result<B, RequestFailure>,
): Result<readonly [A, B], RequestFailure> {
  if (!first.ok) return first;
  return second.ok ? ok([first.value, second.value]) : second;
}
