import type { EventLog } from './log.ts';

/** The same log, with appends going another way. */
export function withAppend(log: EventLog, append: EventLog['append']): EventLog {
  return {
    logId: log.logId,
    pipelined: log.pipelined,
    append,
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
