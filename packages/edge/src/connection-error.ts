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

/** Node gives the response that a socket is busy with no public name. It is null when the last one is over. */
type BusySocket = Socket & {
  _httpMessage?: (ServerResponse & { readonly req: IncomingMessage }) | null;
};

/**
 * Answers what never became a request: not HTTP, headers too large, too slow. The connection is closed.
 *
 * Nothing is written while an earlier request of the connection is in work: the client would take it for the answer to
 * that one, and believe an order refused that is in the log.
 */
export function connectionErrorHandler(
  logger: Logger,
  metrics: Metrics,
  headers: Readonly<Record<string, string>>,
) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const code = CODES[error.code ?? ''] ?? 'REQUEST_MALFORMED_HTTP';
    metrics.connectionErrors.labels(code).increment();
    logger.debug({ [LOG_FIELDS.code]: code, reason: error.code }, 'connection closed');
    // Where no secure connection has come about, nothing can be said on it.
    if (!socket.writable || isBusy(socket) || error.code?.startsWith('ERR_TLS')) {
      socket.destroy(error);
      return;
    }
    // `end` lets the answer leave before the connection does; `destroy` alone may discard it.
    socket.end(rawAnswer(code, headers), () => socket.destroy());
  };
}

function isBusy(socket: BusySocket): boolean {
  const response = socket._httpMessage ?? undefined;
  return response !== undefined && (response.headersSent || response.req.complete);
}

/** A problem and the end of the connection, for what is answered outside of HTTP's requests. */
export function rawAnswer(code: ErrorCode, headers: Readonly<Record<string, string>> = {}): string {
  const body = JSON.stringify(problemOf(code));
  const { status } = ERRORS[code];
  return [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
}
