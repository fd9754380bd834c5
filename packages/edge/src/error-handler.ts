import type { ErrorCode } from '@truetape/contracts';
import { InvariantError } from '@truetape/kernel';
import { LOG_FIELDS, type Logger } from '@truetape/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import { RequestError } from './request-error.ts';

/** What Fastify refuses by itself, in our words. */
const FRAMEWORK: Readonly<Record<string, { readonly code: ErrorCode; readonly detail?: string }>> =
  {
    FST_ERR_CTP_BODY_TOO_LARGE: { code: 'REQUEST_BODY_TOO_LARGE' },
    FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'REQUEST_UNSUPPORTED_MEDIA_TYPE' },
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
      code: 'REQUEST_MALFORMED_HTTP',
      detail: 'The body is not as long as Content-Length says.',
    },
    FST_ERR_BAD_URL: { code: 'REQUEST_INVALID', detail: 'The path is not valid percent-encoding.' },
    FST_ERR_MAX_PARAM_LENGTH: { code: 'REQUEST_ROUTE_NOT_FOUND' },
    /** The client left while its body was read: nobody sees this answer. */
    ECONNRESET: { code: 'REQUEST_TIMEOUT' },
  };

/** What nobody expected, with the request that met it. */
export interface Unexpected {
  readonly error: unknown;
  readonly correlationId: string;
  readonly method: string;
  readonly route: string | undefined;
}

/** Logs it with its stack, because the client learns only the request id. A broken invariant is handed on, to end the process. */
export function reporter(logger: Logger, onInvariant: (error: InvariantError) => void) {
  return ({ error, correlationId, method, route }: Unexpected): void => {
    logger.error(
      {
        err: error,
        [LOG_FIELDS.correlationId]: correlationId,
        [LOG_FIELDS.method]: method,
        [LOG_FIELDS.route]: route,
      },
      'request failed',
    );
    if (error instanceof InvariantError) onInvariant(error);
  };
}

/** Turns whatever was thrown into a problem; what nobody expected is reported, and SERVICE_INTERNAL. */
export function errorHandler(report: (unexpected: Unexpected) => void) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    if (error instanceof RequestError) {
      // The body was read to its end, so the connection is still good; Fastify would close it.
      reply.removeHeader('connection');
      sendProblem(reply, error.failure.code, error.failure);
      return;
    }
    const known = FRAMEWORK[codeOf(error)];
    if (known !== undefined) {
      sendProblem(reply, known.code, known);
      return;
    }
    const { id: correlationId, method, routeOptions } = request;
    sendProblem(reply, 'SERVICE_INTERNAL');
    report({ error, correlationId, method, route: routeOptions.url });
  };
}

/** Outside of the request's stack nobody catches it: the process ends, and start-up recovers. */
export function endProcess(error: InvariantError): void {
  setImmediate(() => {
    throw error;
  });
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
