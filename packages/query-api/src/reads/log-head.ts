import { type EventLog, START } from '@truetape/event-store';
import { ok, type Result } from '@truetape/kernel';
import { type Behind, behind } from './behind.ts';
import { Positions } from './positions.ts';

/** Where the log ends, once that is at least `minPosition`; waits for it, two seconds at most. */
export type LogHead = (minPosition: number | undefined) => Promise<Result<number, Behind>>;

/** Events may be written by another process, and heard of a moment later. */
export function logHead(log: EventLog): LogHead {
  const positions = new Positions({ position: () => log.head() });
  return async (minPosition = START) => {
    const head = await log.head();
    if (head >= minPosition) return ok(head);
    await positions.reached(minPosition);
    const now = await log.head();
    return now >= minPosition ? ok(now) : behind(now, minPosition);
  };
}
