import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError } from '@truetape/event-store';
import { describe, mayPass } from './errors.ts';
import type { Limits } from './options.ts';

/** What a promise that is not settled in time is replaced by. */
export class TooLateError extends Error {
  override readonly name = 'TooLateError';
}

/** Waits for a promise no longer than so many milliseconds. What it comes to after that is of no interest. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooLateError(`no answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Pauses that double from the first to the longest. */
export function* pauses(firstMs: number, longestMs: number): Generator<number, never> {
  for (let ms = firstMs; ; ms = Math.min(2 * ms, longestMs)) yield ms;
}

/** The longest pause between two attempts of a read that somebody waits for. */
const LONGEST_PAUSE_MS = 500;

/**
 * Asks until there is an answer: reads change nothing.
 *
 * @throws LogUnavailableError when there is none in time, or asking again is of no use
 */
export async function untilAnswered<T>(
  { readMs, firstPauseMs }: Pick<Limits, 'readMs' | 'firstPauseMs'>,
  ask: () => Promise<T>,
): Promise<T> {
  const pause = pauses(firstPauseMs, LONGEST_PAUSE_MS);
  for (const deadline = performance.now() + readMs; ; ) {
    try {
      return await ask();
    } catch (error) {
      const isOver = performance.now() > deadline;
      if (!mayPass(error)) throw unavailableUnlessCorrupt(error);
      if (isOver) throw new LogUnavailableError(describe(error));
      await delay(pause.next().value);
    }
  }
}

function unavailableUnlessCorrupt(error: unknown): unknown {
  return error instanceof Error && error.name === 'CorruptLogError'
    ? error
    : new LogUnavailableError(describe(error));
}
