import { ComingBodies } from './coming-bodies.ts';
import type { EdgeLimits } from './limits.ts';
import { Tally } from './tally.ts';

/** A count of requests in flight and how far it may go. */
export interface Bound {
  readonly name: string;
  readonly max: number;
  inFlight: number;
}

/** A bound of requests of HTTP. */
export interface RequestBound extends Bound {
  /** What one network address may have of it, where they are kept apart. */
  readonly each?: { readonly max: number; readonly inFlight: Tally };
  /** Half of the places, of all and of one network address, are for bodies that are still coming. */
  readonly coming: ComingBodies;
}

/** The bounds of one edge. A request counts against exactly one of them. */
export interface Bounds {
  readonly general: RequestBound;
  /** Cancels: taken when new orders are refused already. */
  readonly lastRefused: RequestBound;
  readonly operations: RequestBound;
  readonly webSocket: RequestBound;
}

export function boundsOf(limits: EdgeLimits): Bounds {
  const perAddressMax = limits.inFlightPerAddressMax;
  const bound = (name: string, max: number): RequestBound => {
    const coming = new ComingBodies(Math.ceil(max / 2), Math.ceil(perAddressMax / 2));
    return { name, max, inFlight: 0, coming };
  };
  const each = () => ({ max: perAddressMax, inFlight: new Tally() });
  return {
    general: { ...bound('general', limits.inFlightMax), each: each() },
    lastRefused: { ...bound('last-refused', limits.inFlightLastRefusedMax), each: each() },
    operations: bound('operations', limits.inFlightOperationsMax),
    webSocket: bound('websocket', limits.webSocketsMax),
  };
}

/** Takes a place, to be given back when the exchange ends. False when there is none. */
export function take(bound: Bound): boolean {
  if (bound.inFlight >= bound.max) return false;
  bound.inFlight += 1;
  return true;
}

/** The same for a request of a network address, which may be the one that has too many. */
export function takePlace(bound: RequestBound, network: string): boolean {
  const { each } = bound;
  if (each !== undefined && each.inFlight.of(network) >= each.max) return false;
  if (!take(bound)) return false;
  each?.inFlight.up(network);
  return true;
}

export function givePlaceBack(bound: RequestBound, network: string): void {
  bound.inFlight -= 1;
  bound.each?.inFlight.down(network);
}
