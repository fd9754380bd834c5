import type { ReadAll, ReadStream } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';

/** Events in the order of a log, wherever they are kept: every log is one, and every export of a log. */
export interface EventSource {
  readonly logId: string;
  /** Position of the last event; `START` when there is none. */
  head(): Promise<number>;
  /** @throws CorruptLogError at an event that cannot be read */
  readAll(options: Pick<ReadAll, 'after' | 'upTo'>): AsyncIterable<readonly RecordedEvent[]>;
  /** @throws CorruptLogError at an event that cannot be read */
  readStream(
    stream: string,
    options?: Pick<ReadStream, 'from' | 'limit'>,
  ): AsyncIterable<readonly RecordedEvent[]>;
}
