import { deepStrictEqual as equal } from 'node:assert';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { evenly } from '../../src/desk/evenly.ts';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('an answer that tells nothing by its time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    [1, 250],
    [249, 250],
    [251, 500],
    [740, 750],
  ])('that took %i ms comes after %i, whether it was done or has failed', async (tookMs, atMs) => {
    const startedAtMs = performance.now();
    for (const isDone of [true, false]) {
      let answeredAtMs: number | undefined;
      const before = performance.now() - startedAtMs;
      const answered = evenly(async () => {
        await sleep(tookMs);
        if (!isDone) throw new Error('failed');
      })
        .catch(() => undefined)
        .then(() => {
          answeredAtMs = performance.now() - startedAtMs - before;
        });
      await vi.advanceTimersByTimeAsync(1_000);
      await answered;
      equal(answeredAtMs, atMs);
    }
  });
});
