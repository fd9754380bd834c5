import { sendProblem } from '@truetape/edge';
import type { FastifyReply } from 'fastify';
import type { Operated } from '../append-at-head.ts';

/** The answer to what an operator asked for. */
export function sendOperated(
  reply: FastifyReply,
  status: 201 | 202,
  operated: Operated,
): FastifyReply {
  if (!operated.ok) return sendProblem(reply, operated.failure.code, operated.failure);
  const { repeated, ...answer } = operated.value;
  return reply.code(status).send(repeated ? { ...answer, repeated } : answer);
}
