import type { IdentityAnswer } from '@truetape/contracts';
import { type RequestFailure, sendProblem } from '@truetape/edge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { byPrincipal, type Visitor } from '../desk/asker.ts';
import type { IdentityDesk } from '../desk/identity-desk.ts';
import type { DeskAnswer, Done } from '../desk/user-desk.ts';
import { addressOf } from '../fastify/address.ts';
import { principalOf } from '../fastify/authorization.ts';

export const visitorOf = (request: FastifyRequest): Visitor => ({
  address: addressOf(request),
  requestId: request.id,
});

/** Who asks, behind the rule of the route. */
export const askerOf = ({ personKeys }: IdentityDesk, request: FastifyRequest) =>
  byPrincipal(personKeys, principalOf(request), visitorOf(request));

/** What nobody may keep. */
export const sendPrivately = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send(body);

export const receiptOf = ({ receipt, position }: Done): IdentityAnswer => ({ receipt, position });

export function sendDone(reply: FastifyReply, answer: DeskAnswer): FastifyReply {
  if (!answer.ok) return sendProblem(reply, answer.failure);
  return sendPrivately(reply, 201, receiptOf(answer.value));
}

export function sendRefused(
  reply: FastifyReply,
  { code, retryAfterMs, ...about }: RequestFailure & { readonly retryAfterMs?: number },
): FastifyReply {
  const seconds = String(Math.ceil((retryAfterMs ?? 1_000) / 1_000));
  const isLater = code === 'AUTH_BUSY' || code === 'AUTH_TOO_MANY_ATTEMPTS';
  const headers = isLater ? { 'retry-after': seconds } : {};
  return sendProblem(reply, code, { ...about, headers });
}
