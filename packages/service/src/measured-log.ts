import type { EventLog } from '@truetape/event-store';
import type { Metrics } from '@truetape/observability';

/** The same log, with the time from each append to the disk observed. */
export function measuredLog(log: EventLog, metrics: Metrics): EventLog {
  const seconds = metrics.appendSeconds.labels();
  return {
    logId: log.logId,
    pipelined: log.pipelined,
    append: (stream, expectedRevision, events) => {
      const calledAtMs = performance.now();
      const appended = log.append(stream, expectedRevision, events);
      const observe = () => seconds.observe((performance.now() - calledAtMs) / 1_000);
      appended.then(observe, () => undefined);
      return appended;
    },
    hasRoom: () => log.hasRoom?.() ?? true,
    settled: () => log.settled(),
    streamHead: (stream) => log.streamHead(stream),
    readStream: (stream, options) => log.readStream(stream, options),
    readAll: (options) => log.readAll(options),
    subscribeAll: (options) => log.subscribeAll(options),
    head: () => log.head(),
    close: () => log.close(),
  };
}
