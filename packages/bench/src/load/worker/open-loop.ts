import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../transport.ts';
import type { DeskRequest } from './desk.ts';
import type { LoadOutcome } from './outcome.ts';
import type { Tally } from './tally.ts';

export interface OpenLoop {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  readonly pool: Pool;
  /** The next request; undefined when there is nothing to ask (no order to cancel). */
  readonly next: () => DeskRequest | undefined;
  readonly onAnswer: (request: DeskRequest, body: Buffer) => void;
  readonly tally: Tally;
  /** Trades still to be told when every answer has come. */
  readonly fillsOutstanding: () => number;
}

/** Behind by more than this when the schedule ends: the service does not keep up with the rate. */
const BACKLOG_MS = 100;
/** More than this waiting for a connection is dropped: the run stays bounded however slow the service is. */
const WAITING_MS_MAX = 2000;
const DRAIN_MS = 10_000;
const LATE_FILLS_MS = 2000;

/**
 * Requests are due at a fixed rate whatever the service does, and every latency counts from the moment a request was
 * due: waiting for a connection, or for a generator that was held up, is part of it. So a stall is seen by every
 * request that was due while it lasted, not by one (no coordinated omission).
 */
export async function runOpenLoop(loop: OpenLoop): Promise<LoadOutcome> {
  const { pool, tally, durationMs } = loop;
  const stepMs = 1000 / loop.ratePerSecond;
  const operationsDue = Math.floor(durationMs / stepMs);
  const waitingMax = Math.ceil(WAITING_MS_MAX / stepMs);
  const waiting: number[] = [];
  let firstWaiting = 0;
  let scheduled = 0;
  let dropped = 0;
  const startMs = performance.now();

  const pump = () => {
    while (firstWaiting < waiting.length && pool.free() > 0) {
      const dueMs = waiting[firstWaiting] ?? 0;
      firstWaiting += 1;
      const request = loop.next();
      if (request === undefined) continue;
      tally.onSend(request, dueMs);
      pool.send(request, (status, body) => {
        tally.onAnswer(request, dueMs, { status, body });
        if (status >= 200 && status < 300) loop.onAnswer(request, body);
        pump();
      });
    }
  };
  while (scheduled < operationsDue) {
    const nowMs = performance.now();
    for (; scheduled < operationsDue && startMs + scheduled * stepMs <= nowMs; scheduled += 1) {
      if (waiting.length - firstWaiting >= waitingMax) dropped += 1;
      else waiting.push(startMs + scheduled * stepMs);
    }
    pump();
    await sleep(1);
  }
  const backlogAtEnd = waiting.length - firstWaiting;
  const isDone = () => firstWaiting === waiting.length && tally.unanswered() === 0;
  await until(isDone, DRAIN_MS);
  // What was still waiting is not sent any more.
  dropped += waiting.length - firstWaiting;
  firstWaiting = waiting.length;
  await until(() => loop.fillsOutstanding() === 0, LATE_FILLS_MS);
  const behind = backlogAtEnd * stepMs > BACKLOG_MS;
  return overload(
    tally.outcome({ durationMs, operationsDue, dropped, backlogAtEnd, overloaded: behind }),
  );
}

/** Dropped, unanswered or refused with 503: the service said, or showed, that it was too much. */
function overload(outcome: LoadOutcome): LoadOutcome {
  const refused = (outcome.refusals['503'] ?? 0) > 0;
  const lost = outcome.dropped > 0 || outcome.unanswered > 0;
  return { ...outcome, overloaded: outcome.overloaded || refused || lost };
}

async function until(condition: () => boolean, limitMs: number): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  while (!condition() && performance.now() < deadlineMs) await sleep(2);
}
