import type { EdgeLimits } from './limits.ts';

/** A count of requests in flight and how far it may go. */
export interface Bound {
  readonly name: string;
  readonly max: number;
  inFlight: number;
}

/** The bounds of one edge. A request counts against exactly one of them. */
export interface Bounds {
  readonly general: Bound;
  /** Cancels: taken when new orders are refused already. */
  readonly lastRefused: Bound;
  readonly operations: Bound;
  readonly webSocket: Bound;
}

export function boundsOf(limits: EdgeLimits): Bounds {
  return {
    general: { name: 'general', max: limits.inFlightMax, inFlight: 0 },
    lastRefused: { name: 'last-refused', max: limits.inFlightLastRefusedMax, inFlight: 0 },
    operations: { name: 'operations', max: limits.inFlightOperationsMax, inFlight: 0 },
    webSocket: { name: 'websocket', max: limits.webSocketsMax, inFlight: 0 },
  };
}

/** Takes a place, to be given back when the exchange ends. False when there is none. */
export function take(bound: Bound): boolean {
  if (bound.inFlight >= bound.max) return false;
  bound.inFlight += 1;
  return true;
}
