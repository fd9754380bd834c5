import type { EventLog } from '@truetape/event-store';
import type { Metrics } from '@truetape/observability';

/** The same log, with the time from each append to the disk observed. */
export function measuredLog<Log extends EventLog>(log: Log, metrics: Metrics): Log {
  const seconds = metrics.appendSeconds.labels();
  const append: EventLog['append'] = (stream, expectedRevision, events) => {
    const calledAtMs = performance.now();
    const appended = log.append(stream, expectedRevision, events);
    void appended.then(
      () => seconds.observe((performance.now() - calledAtMs) / 1_000),
      () => undefined,
    );
    return appended;
  };
  return new Proxy(log, {
    get: (target, name) => {
      if (name === 'append') return append;
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
