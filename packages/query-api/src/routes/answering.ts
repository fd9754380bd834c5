import { type RequestFailure, sendProblem, validate } from '@truetape/edge';
import type { Result } from '@truetape/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';

type Answer<T> = Result<T, RequestFailure | RequestFailure['code']>;

/** A handler that answers with what it is given: the value as JSON, or the problem. */
export function answering<T>(answer: (request: FastifyRequest) => Promise<Answer<T>> | Answer<T>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answered = await answer(request);
    // What a list says may change with the next event: nobody may keep it.
    reply.header('cache-control', 'no-store');
    if (answered.ok) return reply.send(answered.value);
    const { failure } = answered;
    if (typeof failure === 'string') return sendProblem(reply, failure);
    return sendProblem(reply, failure.code, failure);
  };
}

/** For routes without parameters in their path. */
export const anyPath: ZodType<object> = z.object({});

/** The path and the query of a request, each exactly as its schema says. */
export function read<P, Q>(
  request: FastifyRequest,
  path: ZodType<P>,
  query: ZodType<Q>,
): Result<P & Q, RequestFailure> {
  const params = validate(path, request.params);
  if (!params.ok) return params;
  const asked = validate(query, request.query);
  if (!asked.ok) return asked;
  return { ok: true, value: { ...params.value, ...asked.value } };
}
