import type { RecordedEvent } from '@truetape/kernel';
import type { EventLog, Subscribe, Subscription } from '../log.ts';
import { START } from '../log.ts';

/** A subscriber that writes down everything it is told. */
export interface Witness {
  readonly events: RecordedEvent[];
  readonly batchSizes: number[];
  readonly caughtUpAt: number[];
  readonly failures: unknown[];
  readonly subscription: Subscription;
}

export function witness(log: EventLog, options: Partial<Subscribe> = {}): Witness {
  const events: RecordedEvent[] = [];
  const batchSizes: number[] = [];
  const caughtUpAt: number[] = [];
  const failures: unknown[] = [];
  const subscription = log.subscribeAll({
    after: START,
    onCaughtUp: (position) => void caughtUpAt.push(position),
    onFailure: (failure) => void failures.push(failure),
    ...options,
    onEvents: (batch) => {
      events.push(...batch);
      batchSizes.push(batch.length);
      return options.onEvents?.(batch);
    },
  });
  return { events, batchSizes, caughtUpAt, failures, subscription };
}

export function numbersOf(events: readonly RecordedEvent[]): number[] {
  return events.map((event) => (event.data as { number: number }).number);
}
