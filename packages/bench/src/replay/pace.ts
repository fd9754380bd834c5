import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedRow, Recording } from './recording/flow.ts';

/**
 * Waits until a row is due at a multiple of the recorded pace, and says how long it waited, in milliseconds.
 * The opening book is due at once; without a speed everything is.
 */
export function makePace(recording: Recording, speed: number | undefined) {
  const first = recording.rows.find((row) => row.receivedMs > 0)?.receivedMs ?? 0;
  const startedMs = performance.now();
  return async (row: RecordedRow): Promise<number> => {
    if (speed === undefined || row.receivedMs === 0) return 0;
    const fromMs = performance.now();
    const waitMs = startedMs + (row.receivedMs - first) / speed - fromMs;
    if (waitMs <= 0) return 0;
    await sleep(waitMs);
    return performance.now() - fromMs;
  };
}
