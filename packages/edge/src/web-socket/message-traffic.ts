import type { ErrorCode } from '@truetape/contracts';
import { take } from '../bounds.ts';
import { noteEnding, type RouteEndings } from '../endings.ts';
import type { EdgeParts } from '../parts.ts';
import type { RequestFailure } from '../problem.ts';
import { Count, type Subject } from '../rate-limits/rate-limits.ts';
import { refusalOf as limitRefusal } from '../rate-limits/refusal.ts';

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
  /** For cancels: counts against larger bounds of their own and is refused last. */
  readonly lastRefused: boolean;
  /** What it takes of the rate limits of those for whom the connection was opened. */
  readonly weight: number;
  readonly subjects: readonly Subject[];
}

/**
 * Counts requests that come as messages of one path together with those of HTTP: against the same bounds, refused for
 * the same reasons, rate limits included, one log line and one observation each.
 */
export function messageTraffic(
  { bounds, closing, journal, rateLimits, report }: EdgeParts,
  path: string,
) {
  const route: RouteEndings = { route: path, endings: new Map() };
  /** Why it is refused; undefined when it is not. */
  const refusalOf = ({ lastRefused, weight, subjects }: BegunMessage) => {
    const charge = { weight, budget: lastRefused ? 'cancels' : 'general' } as const;
    const count = new Count();
    if (rateLimits.take(count, subjects, charge) || count.tightest === undefined) return undefined;
    return limitRefusal(count.tightest, weight).failure;
  };
  return (begun: BegunMessage): MessageExchange => {
    const { method, correlationId, lastRefused } = begun;
    const bound = lastRefused ? bounds.lastRefused : bounds.general;
    const taken = take(bound);
    const startedAtMs = performance.now();
    return {
      refused: closing.begun() ? UNAVAILABLE : taken ? refusalOf(begun) : OVERLOADED,
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
