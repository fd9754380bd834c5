import { ERRORS, type ErrorCode, type Problem } from '@truetape/contracts';
import type { FastifyReply } from 'fastify';
import { noteCode } from './exchange.ts';

/** A failure of the request itself, as a value. */
export interface RequestFailure {
  readonly code: ErrorCode;
  /** What is wrong with this request, in words for a person. */
  readonly detail?: string;
  /** The one field to blame: `orders[3].price`. */
  readonly field?: string;
}

/** The one media type of all error answers, without a charset: JSON has none (RFC 8259). */
export const PROBLEM_TYPE = 'application/problem+json';

/** What a client waits before it tries again after a 503, unless the caller knows better. */
const RETRY_AFTER_SECONDS = '1';

/** The body of an error answer; also an item of a batch answer. */
export function problemOf(
  code: ErrorCode,
  about: { readonly detail?: string; readonly field?: string; readonly requestId?: string } = {},
): Problem {
  const { status, title } = ERRORS[code];
  return {
    type: `urn:truetape:error:${code}`,
    title,
    status,
    code,
    ...(about.detail === undefined ? {} : { detail: about.detail }),
    ...(about.field === undefined ? {} : { field: about.field }),
    ...(about.requestId === undefined ? {} : { requestId: about.requestId }),
  };
}

/** Answers with the problem of `code`. Call it once per request, and send nothing else. */
export function sendProblem(
  reply: FastifyReply,
  code: ErrorCode,
  about: {
    readonly detail?: string;
    readonly field?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): FastifyReply {
  const problem = problemOf(code, { ...about, requestId: reply.request.id });
  noteCode(reply.raw, code);
  for (const told of reply.server.edge.onProblem) told(reply.request, code);
  reply.code(problem.status).header('content-type', PROBLEM_TYPE);
  // What is not there now may be there in a moment: nobody may keep the answer, and some would keep a 404.
  reply.header('cache-control', 'no-store');
  // RFC 9110 asks for a challenge, whoever refuses.
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (about.headers !== undefined) reply.headers(about.headers);
  // As bytes, because Fastify adds a charset to every JSON type that it sends as text.
  return reply.send(Buffer.from(JSON.stringify(problem)));
}
