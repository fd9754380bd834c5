import type { Answer } from '@truetape/accounts';
import type { CommandAnswer, OcoAnswer, OrderAnswer } from '@truetape/contracts';
import { type RequestFailure, sendProblem } from '@truetape/edge';
import { type Failed, failed, type Result } from '@truetape/kernel';
import type { FastifyReply } from 'fastify';

export type Refused = Exclude<Answer, { kind: 'done' }>;
export type Done = Extract<Answer, { kind: 'done' }>;

/** What a request comes to, however it was sent: a status and body of HTTP, or the failure that its problem tells. */
export type Answered = Result<{ readonly status: number; readonly body: object }, RequestFailure>;

/** An answer that is no success: with the code and field of a denial, or the code of the service. */
export function refused(answer: Refused): Failed<RequestFailure> {
  return failed(answer.kind === 'denied' ? answer.denial : { code: answer.code });
}

export function sendAnswered(reply: FastifyReply, answered: Answered): FastifyReply {
  if (answered.ok) return reply.code(answered.value.status).send(answered.value.body);
  return sendProblem(reply, answered.failure.code, answered.failure);
}

/** The answer to a command on one order; the order that the answer of `accounts` has becomes part of it. */
export function orderAnswer({ receipt, position, repeated, order }: Done): OrderAnswer {
  if (order === undefined) throw new TypeError('a command on one order answers with that order');
  const place = repeated ? { receipt, position, repeated } : { receipt, position };
  return Object.assign(order, place); // a spread of so many members costs more than the decision
}

/** The answer to a pair. */
export function ocoAnswer({ receipt, position, repeated, orders }: Done): OcoAnswer {
  if (orders === undefined) throw new TypeError('a command on a pair answers with its legs');
  const [limit, stop] = orders;
  const answer = { orders: [limit, stop] as [typeof limit, typeof stop], receipt, position };
  return repeated ? { ...answer, repeated } : answer;
}

export function commandAnswer({ receipt, position, repeated }: Done): CommandAnswer {
  return repeated ? { receipt, position, repeated } : { receipt, position };
}
