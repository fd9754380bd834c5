import type { Page } from '@truetape/contracts';
import { type RequestFailure, sendProblem, validate } from '@truetape/edge';
import type { Result } from '@truetape/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';
import type { CsvColumns } from '../answers/csv.ts';
import { POSITION_HEADER, type Positioned, sendAnswer, sendPage } from '../answers/send-answer.ts';

type Failure = RequestFailure & Partial<Positioned>;

/** Finds the answer to a request, or why there is none. */
type Answer<T> = (
  request: FastifyRequest,
) => Promise<Result<T, Failure | Failure['code']>> | Result<T, Failure | Failure['code']>;

type Send<T> = (request: FastifyRequest, reply: FastifyReply, answer: T) => FastifyReply;

/** A handler that answers with what it is given: the value as JSON, or the problem. */
export function answering<T extends Positioned>(answer: Answer<T>) {
  return handler<T>(answer, sendAnswer);
}

/** The same for a list that is CSV for those who prefer that. */
export function answeringWithCsv<Item extends object>(
  columns: CsvColumns,
  answer: Answer<Page<Item>>,
) {
  return handler(answer, (request, reply, page) => sendPage(request, reply, page, columns));
}

function handler<T>(answer: Answer<T>, send: Send<T>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answered = await answer(request);
    if (answered.ok) return send(request, reply, answered.value);
    const { failure } = answered;
    if (typeof failure === 'string') return sendProblem(reply, failure);
    if (failure.position !== undefined) reply.header(POSITION_HEADER, failure.position);
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
