import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@truetape/contracts';
import { givePlaceBack, type RequestBound } from './bounds.ts';
import { type Journal, noteEnding, type RouteEndings } from './endings.ts';
import { hasBody } from './has-body.ts';
import type { Charge } from './rate-limits/limit.ts';

/** What is known of a route before any request: made once, so that a request allocates nothing for it. */
export interface RouteTraffic extends RouteEndings {
  readonly bound: RequestBound;
  /** An upgraded connection may live in this exchange. */
  readonly webSocket: boolean;
  /** The route has `:parameters`; the router would let them be empty. */
  readonly parameters: boolean;
  /** Null for what is not limited. */
  readonly charge: Charge | null;
}

/** One request on its way. It ends exactly once, when its response closes, however that came about. */
interface Exchange {
  readonly correlationId: string;
  readonly method: string;
  readonly traffic: RouteTraffic;
  readonly startedAtMs: number;
  readonly journal: RequestJournal;
  /** From where, as the bounds count it. */
  readonly network: string;
  /** Null when the request was refused for its bound. */
  readonly counted: RequestBound | null;
  code: ErrorCode | undefined;
}

export interface RequestJournal extends Journal {
  /** Called after each exchange. */
  readonly ended: () => void;
}

const EXCHANGE = Symbol('exchange');
type Response = ServerResponse & { [EXCHANGE]?: Exchange | undefined };

export function beginExchange(
  response: ServerResponse,
  journal: RequestJournal,
  traffic: RouteTraffic,
  { correlationId, network, counted }: Pick<Exchange, 'correlationId' | 'network' | 'counted'>,
): void {
  (response as Response)[EXCHANGE] = {
    correlationId,
    method: response.req.method ?? '',
    traffic,
    startedAtMs: performance.now(),
    journal,
    network,
    counted,
    code: undefined,
  };
  // `close` and not `finish`: a response whose client has left never finishes, and would stay in flight for ever.
  response.on('close', endExchange);
  if (response.socket === null) endWithConnection(response);
}

/** From where the request comes; undefined when it was refused for its bound. */
export function networkWithPlace(response: ServerResponse): string | undefined {
  const exchange = (response as Response)[EXCHANGE];
  return exchange?.counted ? exchange.network : undefined;
}

/** Beyond what may be awaited, whoever has been sending a body for longest is cut off, and its place is free at once. */
export function awaitBody(
  response: ServerResponse,
  { bound }: RouteTraffic,
  network: string,
): void {
  if (!hasBody(response.req.headers)) return;
  const slowest = bound.coming.add(response, network) as Response | undefined;
  const exchange = slowest?.[EXCHANGE];
  if (slowest === undefined || exchange === undefined) return;
  exchange.code = 'REQUEST_TIMEOUT';
  endExchange.call(slowest);
  slowest.req.destroy();
}

export function bodyHasCome(response: ServerResponse, { bound }: RouteTraffic): void {
  bound.coming.delete(response);
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
  const { journal, traffic, network, counted } = exchange;
  if (counted !== null) {
    counted.coming.delete(this);
    givePlaceBack(counted, network);
  }
  const upgraded = traffic.webSocket && !this.writableEnded;
  const status = this.writableEnded ? this.statusCode : upgraded ? 101 : 'aborted';
  noteEnding(journal, traffic, { ...exchange, status });
  journal.ended();
}
