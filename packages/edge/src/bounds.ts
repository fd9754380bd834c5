import type { EdgeLimits } from './limits.ts';
import { Tally } from './tally.ts';

/** A count of requests in flight and how far it may go. */
export interface Bound {
  readonly name: string;
  readonly max: number;
  inFlight: number;
  /** What one network address may have of it, where they are kept apart. */
  readonly each?: { readonly max: number; readonly inFlight: Tally };
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
  const each = () => ({ max: limits.inFlightPerAddressMax, inFlight: new Tally() });
  return {
    general: { name: 'general', max: limits.inFlightMax, inFlight: 0, each: each() },
    lastRefused: {
      ...{ name: 'last-refused', max: limits.inFlightLastRefusedMax, inFlight: 0 },
      each: each(),
    },
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

/** The same for a request of a network address, which may be the one that has too many. */
export function takePlace(bound: Bound, network: string): boolean {
  const { each } = bound;
  if (each !== undefined && each.inFlight.of(network) >= each.max) return false;
  if (!take(bound)) return false;
  each?.inFlight.up(network);
  return true;
}

export function givePlaceBack(bound: Bound, network: string): void {
  bound.inFlight -= 1;
  bound.each?.inFlight.down(network);
}
