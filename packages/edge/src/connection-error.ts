import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ERRORS, type ErrorCode } from '@truetape/contracts';
import { LOG_FIELDS, type Logger, type Metrics } from '@truetape/observability';
import { PROBLEM_TYPE, problemOf } from './problem.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'REQUEST_HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'REQUEST_BODY_TOO_LARGE',
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
};

/** Node gives the response that a socket is busy with no public name. Null between two requests of a connection. */
type BusySocket = Socket & {
  _httpMessage?: (ServerResponse & { readonly req: IncomingMessage }) | null;
};

/**
 * Answers what never became a request: not HTTP, headers too large, too slow. The connection is closed.
 *
 * Nothing is written while an earlier request of the connection is in work: the client would take it for the answer to
 * that one, and believe an order refused that is in the log.
 */
export function connectionErrorHandler(logger: Logger, metrics: Metrics) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const code = CODES[error.code ?? ''] ?? 'REQUEST_MALFORMED_HTTP';
    metrics.connectionErrors.labels(code).increment();
    logger.debug({ [LOG_FIELDS.code]: code, reason: error.code }, 'connection closed');
    if (!socket.writable || isBusy(socket)) {
      socket.destroy(error);
      return;
    }
    // `end` lets the answer leave before the connection does; `destroy` alone may discard it.
    socket.end(rawAnswer(code), () => socket.destroy());
  };
}

function isBusy(socket: BusySocket): boolean {
  const { _httpMessage: response = null } = socket;
  return response !== null && (response.headersSent || response.req.complete);
}

function rawAnswer(code: ErrorCode): string {
  const body = JSON.stringify(problemOf(code));
  const { status } = ERRORS[code];
  return [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
