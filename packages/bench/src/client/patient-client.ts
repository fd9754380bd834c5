import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, ApiReply, ApiRequest } from './api-client.ts';

/** No answer came within the time that the caller allowed. */
export class OutOfPatienceError extends Error {
  override readonly name = 'OutOfPatienceError';
}

export interface Patience {
  /** How long one request may be repeated before the run is given up, in milliseconds. */
  readonly patienceMs: number;
  /** Told before each repeat, with what went wrong. */
  readonly onRepeat?: (request: ApiRequest, reason: string) => void;
}

const NOT_NOW: ReadonlySet<number> = new Set([429, 503]);
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * A client that sends the identical request again until it is answered: what was not answered may or may not have
 * been done, and sending it again is the conclusive way to find out. Every request it is given must therefore be
 * one that takes effect once however often it is sent. 503 and 429 are "not now"; any other answer is the answer.
 */
export function patientClient(client: ApiClient, { patienceMs, onRepeat }: Patience): ApiClient {
  return {
    close: client.close,
    send: async (request) => {
      const deadlineMs = performance.now() + patienceMs;
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        const outcome = await attempt(client, request);
        if (typeof outcome !== 'string') return outcome;
        if (performance.now() + pauseMs > deadlineMs) {
          const waited = `${Math.round(patienceMs / 1000)} s`;
          throw new OutOfPatienceError(
            `${request.method} ${request.path} was not answered for ${waited}: ${outcome}`,
          );
        }
        onRepeat?.(request, outcome);
        await sleep(pauseMs);
      }
    },
  };
}

/** The answer, or why there is none to go by. */
async function attempt(client: ApiClient, request: ApiRequest): Promise<ApiReply | string> {
  try {
    const reply = await client.send(request);
    return NOT_NOW.has(reply.status) ? `${reply.status} ${JSON.stringify(reply.body)}` : reply;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
