import { principalOf, requireOperator } from '@truetape/auth/fastify';
import { listAsset, listInstrument } from '@truetape/contracts';
import { sendProblem, validate } from '@truetape/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DeskOptions } from '../desk.ts';
import { type By, createVenueDesk, type Listed } from '../venue-desk.ts';

export function venueRoutes(app: FastifyInstance, { log, accounts, now }: DeskOptions): void {
  const desk = createVenueDesk(log, accounts.catalogue, now);

  app.post('/v1/assets', { onRequest: requireOperator }, async (request, reply) => {
    const body = validate(listAsset, request.body);
    if (!body.ok) return sendProblem(reply, body.failure.code, body.failure);
    const { asset, scale } = body.value;
    return sendListed(reply, await desk.listAsset(asset, scale, by(request)));
  });

  app.post('/v1/instruments', { onRequest: requireOperator }, async (request, reply) => {
    const body = validate(listInstrument, request.body);
    if (!body.ok) return sendProblem(reply, body.failure.code, body.failure);
    return sendListed(reply, await desk.listInstrument(body.value, by(request)));
  });
}

function by(request: FastifyRequest): By {
  const { userId, keyId } = principalOf(request);
  return { correlationId: request.id, actor: { keyId, requestId: request.id, userId } };
}

function sendListed(reply: FastifyReply, listed: Listed): FastifyReply {
  if (!listed.ok) return sendProblem(reply, listed.failure.code, listed.failure);
  const { repeated, ...answer } = listed.value;
  return reply.code(201).send(repeated ? { ...answer, repeated } : answer);
}
