import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../transport.ts';
import type { DeskRequest } from './desk.ts';
import type { LoadOutcome } from './outcome.ts';
import type { Tally } from './tally.ts';

export interface Saturation {
  readonly durationMs: number;
  /** The phase ends when so many operations were sent, however much time is left. */
  readonly operationsMax: number;
  readonly pool: Pool;
  readonly next: () => DeskRequest | undefined;
  readonly onAnswer: (request: DeskRequest, body: Buffer) => void;
  readonly tally: Tally;
}

const DRAIN_MS = 10_000;

/**
 * Every connection asks again as soon as it is answered: how much goes through when there is always more. Latencies
 * of such a run say how many were in flight, not how fast the service is; they are not published.
 */
export async function runSaturation(loop: Saturation): Promise<LoadOutcome> {
  const { pool, tally } = loop;
  const startMs = performance.now();
  const endMs = startMs + loop.durationMs;
  let operations = 0;
  let lastAnswerMs = startMs;
  const askAgain = () => {
    while (pool.free() > 0 && operations < loop.operationsMax && performance.now() < endMs) {
      const request = loop.next();
      if (request === undefined) return;
      operations += request.operations;
      const sentMs = performance.now();
      tally.onSend(request, sentMs);
      pool.send(request, (status, body) => {
        lastAnswerMs = performance.now();
        tally.onAnswer(request, sentMs, { status, body });
        if (status >= 200 && status < 300) loop.onAnswer(request, body);
        askAgain();
      });
    }
  };
  askAgain();
  const over = () => performance.now() >= endMs || operations >= loop.operationsMax;
  const deadlineMs = endMs + DRAIN_MS;
  while (!(over() && tally.unanswered() === 0) && performance.now() < deadlineMs) {
    // Refusals may have left connections idle with nobody to wake them.
    askAgain();
    await sleep(5);
  }
  return tally.outcome({
    // Until the last answer: what was in flight at the end was begun, and is counted with the time that it took.
    durationMs: lastAnswerMs - startMs,
    operationsDue: operations,
    dropped: 0,
    backlogAtEnd: 0,
    overloaded: false,
  });
}
