import { setTimeout as sleep } from 'node:timers/promises';

/** True as soon as it is done; false when the time is over before. */
export async function within(waitMs: number, done: Promise<unknown>): Promise<boolean> {
  const timeIsOver = new AbortController();
  const over = sleep(waitMs, false, { signal: timeIsOver.signal }).catch(() => false);
  const inTime = await Promise.race([done.then(() => true), over]);
  timeIsOver.abort();
  return inTime;
}
