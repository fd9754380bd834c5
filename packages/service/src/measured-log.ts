import { type EventLog, withAppend } from '@truetape/event-store';
import type { Metrics } from '@truetape/observability';

/** The same log, with the time from each append to the disk observed. */
export function measuredLog(log: EventLog, metrics: Metrics): EventLog {
  const seconds = metrics.appendSeconds.labels();
  return withAppend(log, (stream, expectedRevision, events) => {
    const calledAtMs = performance.now();
    const appended = log.append(stream, expectedRevision, events);
    const observe = () => seconds.observe((performance.now() - calledAtMs) / 1_000);
    appended.then(observe, () => undefined);
    return appended;
  });
}
