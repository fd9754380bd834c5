import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@truetape/contracts';
import type { LogField, Logger, Metrics, Observed } from '@truetape/observability';
import type { Bound } from './bounds.ts';

/** What is known of a route before any request: made once, so that a request allocates nothing for it. */
export interface RouteTraffic {
  readonly route: string;
  readonly bound: Bound;
  /** An upgraded connection may live in this exchange. */
  readonly webSocket: boolean;
  /** The route has `:parameters`; the router would let them be empty. */
  readonly parameters: boolean;
  readonly endings: Map<string, Ending>;
}

interface Ending {
  /** Undefined for what was upgraded: the life of a connection is no duration of a request. */
  readonly seconds: Observed | undefined;
  readonly logger: Logger;
}

/** One request on its way. It ends exactly once, when its response closes, however that came about. */
interface Exchange {
  readonly correlationId: string;
  readonly method: string;
  readonly traffic: RouteTraffic;
  readonly startedAtMs: number;
  readonly journal: Journal;
  /** Null when the request was refused for its bound. */
  counted: Bound | null;
  code: ErrorCode | undefined;
}

/** Where an exchange is written down when it ends. */
export interface Journal {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Called after each exchange. */
  readonly ended: () => void;
}

const EXCHANGE = Symbol('exchange');
type Response = ServerResponse & { [EXCHANGE]?: Exchange | undefined };

export function beginExchange(
  response: ServerResponse,
  journal: Journal,
  traffic: RouteTraffic,
  correlationId: string,
  counted: Bound | null,
): void {
  (response as Response)[EXCHANGE] = {
    correlationId,
    method: response.req.method ?? '',
    traffic,
    startedAtMs: performance.now(),
    journal,
    counted,
    code: undefined,
  };
  // `close` and not `finish`: a response whose client has left never finishes, and would stay in flight for ever.
  response.on('close', endExchange);
  if (response.socket === null) endWithConnection(response);
}

const waiting = new WeakMap<Socket, Set<ServerResponse>>();

/**
 * A request sent ahead of the answer to the one before has a response that does not know its connection yet, and
 * is told nothing when that breaks.
 */
function endWithConnection(response: ServerResponse): void {
  const { socket } = response.req;
  let responses = waiting.get(socket);
  if (responses === undefined) {
    const added = new Set<ServerResponse>();
    responses = added;
    waiting.set(socket, added);
    socket.once('close', () => {
      for (const each of added) endExchange.call(each);
    });
  }
  const among = responses;
  among.add(response);
  response.once('close', () => among.delete(response));
}

/** Puts the code of the answer into the log line of its request. */
export function noteCode(response: ServerResponse, code: ErrorCode): void {
  const exchange = (response as Response)[EXCHANGE];
  if (exchange !== undefined) exchange.code = code;
}

function endExchange(this: ServerResponse): void {
  const exchange = (this as Response)[EXCHANGE];
  if (exchange === undefined) return;
  (this as Response)[EXCHANGE] = undefined;
  const { journal, traffic, counted, method } = exchange;
  if (counted !== null) counted.inFlight -= 1;
  const durationMs = performance.now() - exchange.startedAtMs;
  const upgraded = traffic.webSocket && !this.writableEnded;
  const status = this.writableEnded ? this.statusCode : upgraded ? 101 : 'aborted';
  const ending = endingOf(journal, traffic, method, status);
  ending.seconds?.observe(durationMs / 1000);
  ending.logger.info(
    {
      correlationId: exchange.correlationId,
      durationMs: Math.round(durationMs * 1000) / 1000,
      code: exchange.code,
    } satisfies LogFields,
    'request',
  );
  journal.ended();
}

type LogFields = { readonly [Field in LogField]?: unknown };

/** The line and the log of all requests of a route that end alike, with what they share written out once. */
function endingOf(
  { logger, metrics }: Journal,
  { route, endings }: RouteTraffic,
  method: string,
  status: number | 'aborted',
): Ending {
  const key = `${method} ${status}`;
  const known = endings.get(key);
  if (known !== undefined) return known;
  const ending: Ending = {
    seconds:
      status === 101 ? undefined : metrics.requestSeconds.labels(method, route, String(status)),
    logger: logger.child({ method, route, status } satisfies LogFields),
  };
  endings.set(key, ending);
  return ending;
}
