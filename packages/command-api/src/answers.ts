import type { Answer } from '@truetape/accounts';
import type { CommandAnswer, OcoAnswer, OrderAnswer } from '@truetape/contracts';
import { sendProblem } from '@truetape/edge';
import type { FastifyReply } from 'fastify';

export type Refused = Exclude<Answer, { kind: 'done' }>;
export type Done = Extract<Answer, { kind: 'done' }>;

/** Code and field of an answer that is no success: a denial's own, or that of the service. */
export function problemIn(answer: Refused) {
  return answer.kind === 'denied' ? answer.denial : { code: answer.code };
}

export function sendRefused(reply: FastifyReply, answer: Refused): FastifyReply {
  const { code, ...about } = problemIn(answer);
  return sendProblem(reply, code, about);
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
