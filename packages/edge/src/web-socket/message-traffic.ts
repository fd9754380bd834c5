import type { ErrorCode } from '@truetape/contracts';
import { take } from '../bounds.ts';
import { noteEnding, type RouteEndings } from '../endings.ts';
import type { EdgeParts } from '../parts.ts';
import type { RequestFailure } from '../problem.ts';

/** A request that has come as a message. It must be ended, refused or not. */
export interface MessageExchange {
  /** Why it is not even looked at. */
  readonly refused: RequestFailure | undefined;
  /** Reports what was thrown at it. @returns what its client learns */
  readonly broken: (error: unknown) => RequestFailure;
  /** @param status 'aborted' where the client left before its answer */
  readonly end: (status: number | 'aborted', code?: ErrorCode) => void;
}

export interface BegunMessage {
  /** What HTTP has its methods for. */
  readonly method: string;
  readonly correlationId: string;
  /** For cancels: counts against a larger bound of its own and is refused last. */
  readonly lastRefused: boolean;
}

/**
 * Counts requests that come as messages of one path together with those of HTTP: against the same bounds, refused for
 * the same reasons, one log line and one observation each.
 */
export function messageTraffic({ bounds, closing, journal, report }: EdgeParts, path: string) {
  const route: RouteEndings = { route: path, endings: new Map() };
  return ({ method, correlationId, lastRefused }: BegunMessage): MessageExchange => {
    const bound = lastRefused ? bounds.lastRefused : bounds.general;
    const taken = take(bound);
    const startedAtMs = performance.now();
    return {
      refused: closing.begun() ? UNAVAILABLE : taken ? undefined : OVERLOADED,
      broken: (error) => {
        report({ error, correlationId, method, route: path });
        return { code: 'SERVICE_INTERNAL' };
      },
      end: (status, code) => {
        if (taken) bound.inFlight -= 1;
        noteEnding(journal, route, { method, status, correlationId, startedAtMs, code });
      },
    };
  };
}

const UNAVAILABLE: RequestFailure = { code: 'SERVICE_UNAVAILABLE' };
const OVERLOADED: RequestFailure = { code: 'SERVICE_OVERLOADED' };
