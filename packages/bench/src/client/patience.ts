import { setTimeout as sleep } from 'node:timers/promises';

/** No answer came within the time that the caller allowed. */
export class OutOfPatienceError extends Error {
  override readonly name = 'OutOfPatienceError';
}

export interface Patience<Request> {
  /** How long one request may be repeated before the run is given up, in milliseconds. */
  readonly patienceMs: number;
  /** Told before each repeat, with what went wrong. */
  readonly onRepeat?: (request: Request, reason: string) => void;
}

const NOT_NOW: ReadonlySet<number> = new Set([429, 503]);
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * Sends the identical request again until it is answered: what was not answered may or may not have been done, and
 * sending it again is the conclusive way to find out. Every request must therefore be one that takes effect once however
 * often it is sent. 503 and 429 are "not now"; any other answer is the answer.
 */
export async function untilAnswered<
  Request extends { readonly method: string; readonly path: string },
  Reply extends { readonly status: number; readonly body: unknown },
>(
  send: (request: Request) => Promise<Reply>,
  request: Request,
  { patienceMs, onRepeat }: Patience<Request>,
): Promise<Reply> {
  const deadlineMs = performance.now() + patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const outcome = await send(request).catch(reasonOf);
    if (typeof outcome !== 'string' && !NOT_NOW.has(outcome.status)) return outcome;
    const reason = typeof outcome === 'string' ? outcome : saidBy(outcome);
    if (performance.now() + pauseMs > deadlineMs) {
      const waited = `${Math.round(patienceMs / 1000)} s`;
      throw new OutOfPatienceError(
        `${request.method} ${request.path} was not answered for ${waited}: ${reason}`,
      );
    }
    onRepeat?.(request, reason);
    await sleep(pauseMs);
  }
}

function saidBy({ status, body }: { readonly status: number; readonly body: unknown }): string {
  return `${status} ${typeof body === 'string' ? body : JSON.stringify(body)}`;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
