import { setImmediate as nextTurn } from 'node:timers/promises';
import { failed, type NewEvent, type RecordedEvent, type Result } from '@truetape/kernel';
import type {
  Appended,
  AppendFailure,
  EventLog,
  ReadAll,
  ReadStream,
  StreamHead,
  Subscribe,
  Subscription,
} from '../log.ts';

/**
 * A double: another log seen over a line. It gives no places when it is called: what is sent in one turn of the event
 * loop arrives in a later one, the last first, and is answered in a later one still. Events come back parsed from
 * text, and only from the disk.
 */
export class RemoteLogDouble implements EventLog {
  readonly pipelined = false;
  readonly logId: string;
  readonly #log: EventLog;
  readonly #underWay = new Set<Promise<unknown>>();
  #outbox: (() => void)[] = [];
  #isClosing = false;

  constructor(log: EventLog) {
    this.#log = log;
    this.logId = log.logId;
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Result<Appended, AppendFailure>> {
    if (this.#isClosing) return failed({ code: 'UNAVAILABLE', reason: 'the log is closed' });
    const answered = this.#send(() => this.#log.append(stream, expectedRevision, events));
    this.#underWay.add(answered);
    return answered.finally(() => this.#underWay.delete(answered));
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#send(() => this.#log.settled());
  }

  streamHead(stream: string): Promise<StreamHead | undefined> {
    return this.#send(() => this.#log.streamHead(stream));
  }

  head(): Promise<number> {
    return this.#send(() => this.#log.head());
  }

  readStream(stream: string, options?: ReadStream): AsyncIterable<readonly RecordedEvent[]> {
    return received(this.#log.readStream(stream, options));
  }

  readAll(options: ReadAll): AsyncIterable<readonly RecordedEvent[]> {
    return received(this.#log.readAll(options));
  }

  subscribeAll(options: Subscribe): Subscription {
    const onEvents = (events: readonly RecordedEvent[]) => options.onEvents(events.map(parsed));
    return this.#log.subscribeAll({ ...options, tail: 'durable', onEvents });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#underWay);
    await this.#log.close();
  }

  #send<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const answered = new Promise<Answer>((resolve) => {
      // Called in a later turn; a log may break in the call or in its promise.
      this.#outbox.push(() => resolve(nextTurn().then(ask)));
    });
    if (this.#outbox.length === 1) {
      setImmediate(() => {
        const arriving = this.#outbox.reverse();
        this.#outbox = [];
        for (const arrive of arriving) arrive();
      });
    }
    return answered.finally(() => nextTurn());
  }
}

async function* received(batches: AsyncIterable<readonly RecordedEvent[]>) {
  for await (const events of batches) yield events.map(parsed);
}

function parsed(event: RecordedEvent): RecordedEvent {
  return { ...event, data: JSON.parse(JSON.stringify(event.data)) as unknown };
}
