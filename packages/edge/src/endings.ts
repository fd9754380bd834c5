import type { ErrorCode } from '@truetape/contracts';
import type { LogField, Logger, Metrics, Observed } from '@truetape/observability';

/** Where requests are written down when they end. */
export interface Journal {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** How requests of a route have ended so far: made once for each way, so that a request allocates nothing for it. */
export interface RouteEndings {
  readonly route: string;
  readonly endings: Map<string, Ending>;
}

interface Ending {
  /** Undefined for what was upgraded: the life of a connection is no duration of a request. */
  readonly seconds: Observed | undefined;
  readonly logger: Logger;
}

export interface Ended {
  readonly method: string;
  readonly status: number | 'aborted';
  readonly correlationId: string;
  readonly startedAtMs: number;
  readonly code: ErrorCode | undefined;
}

/** One line and one observation of a request that has ended. */
export function noteEnding(journal: Journal, route: RouteEndings, ended: Ended): void {
  const durationMs = performance.now() - ended.startedAtMs;
  const ending = endingOf(journal, route, ended);
  ending.seconds?.observe(durationMs / 1000);
  ending.logger.info(
    {
      correlationId: ended.correlationId,
      durationMs: Math.round(durationMs * 1000) / 1000,
      code: ended.code,
    } satisfies LogFields,
    'request',
  );
}

type LogFields = { readonly [Field in LogField]?: unknown };

/** The line and the log of all requests of a route that end alike, with what they share written out once. */
function endingOf(
  { logger, metrics }: Journal,
  { route, endings }: RouteEndings,
  { method, status }: Ended,
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
