import {
  type Appended,
  type AppendFailure,
  type EventLog,
  LogUnavailableError,
  type ReadAll,
  type ReadStream,
  type Subscribe,
  type Subscription,
} from '@truetape/event-store';
import { failed, type NewEvent, type RecordedEvent, type Result } from '@truetape/kernel';
import type { Faults } from '../faults/faults.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

type Answer = Result<Appended, AppendFailure>;

/** A message takes so long, a slow one up to the second. */
const MESSAGE_US = 2_000;
const SLOW_MESSAGE_US = 600_000;
/** Who has no answer by then is told that the outcome is unknown. */
const TIMEOUT_US = 1_000_000;
/** Who hears nothing may hear nothing for so long: longer than anybody tries. */
const SILENCE_US = 8_000_000;
const UNKNOWN = failed({ code: 'UNKNOWN_OUTCOME', reason: 'no answer' } as const);

export interface RemoteLogOptions {
  readonly server: EventLog;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: Faults;
  /** How much slower all its messages are: of a process that is held up. */
  readonly heldUpUs?: () => number;
  /** Told of each append that the server has taken, whether its sender hears of it or not. */
  readonly onAppended?: (stream: string, revision: number) => void;
}

/**
 * A double: a log on a server, as one of several processes sees it. Messages take their time and overtake each other;
 * appends and answers are lost, refused, or late. What a subscriber gets is whole and in order, as the port promises.
 */
export class RemoteLog implements EventLog {
  readonly pipelined = false;
  readonly logId: string;
  readonly #options: RemoteLogOptions;
  readonly #underWay = new Set<Promise<unknown>>();
  #silentUntilUs = 0;

  constructor(options: RemoteLogOptions) {
    this.#options = options;
    this.logId = options.server.logId;
  }

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Answer> {
    const answered = this.#append(stream, expected, events);
    this.#underWay.add(answered);
    void answered.finally(() => this.#underWay.delete(answered));
    return answered;
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#message();
  }

  async streamHead(stream: string) {
    await this.#read();
    const head = await this.#options.server.streamHead(stream);
    await this.#message();
    return head;
  }

  async head(): Promise<number> {
    await this.#read();
    return this.#options.server.head();
  }

  async *readStream(stream: string, options?: ReadStream) {
    await this.#read();
    for await (const batch of this.#options.server.readStream(stream, options)) {
      await this.#message();
      yield batch;
    }
  }

  async *readAll(options: ReadAll) {
    await this.#read();
    for await (const batch of this.#options.server.readAll(options)) {
      await this.#message();
      yield batch;
    }
  }

  subscribeAll(options: Subscribe): Subscription {
    const { random } = this.#options;
    let stopped = false;
    const onEvents = async (events: readonly RecordedEvent[]) => {
      await this.#message();
      for (let start = 0; start < events.length; ) {
        const size = random.chance(20) ? random.between(1, 5) : events.length;
        if (start > 0) await this.#message();
        if (stopped) return;
        await options.onEvents(events.slice(start, start + size));
        start += size;
      }
    };
    const subscription = this.#options.server.subscribeAll({
      ...options,
      tail: 'durable',
      onEvents,
    });
    return {
      stop: () => {
        stopped = true;
        return subscription.stop();
      },
    };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  async #append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Answer> {
    const { time, random, faults } = this.#options;
    await this.#message();
    if (faults.strikes('refused-append', 1)) {
      return failed({ code: 'UNAVAILABLE', reason: 'refused' });
    }
    if (faults.strikes('lost-append', 1)) {
      await time.pass(TIMEOUT_US);
      return UNKNOWN;
    }
    if (faults.strikes('late-append', 1)) {
      time.after(TIMEOUT_US + random.below(2 * TIMEOUT_US), () => {
        void this.#send(stream, expected, events);
      });
      await time.pass(TIMEOUT_US);
      return UNKNOWN;
    }
    const answer = await this.#send(stream, expected, events);
    const isSilent = faults.has('lost-answer') && time.nowUs < this.#silentUntilUs;
    if (isSilent || faults.strikes('lost-answer', 1.5)) {
      if (random.chance(10)) this.#silentUntilUs = time.nowUs + SILENCE_US;
      await time.pass(TIMEOUT_US);
      return UNKNOWN;
    }
    await this.#message();
    return answer;
  }

  async #send(stream: string, expected: number, events: readonly NewEvent[]): Promise<Answer> {
    const answer = await this.#options.server.append(stream, expected, events);
    if (answer.ok) this.#options.onAppended?.(stream, answer.value.revision);
    return answer;
  }

  async #read(): Promise<void> {
    await this.#message();
    if (this.#options.faults.strikes('failed-read', 1)) {
      throw new LogUnavailableError('the log does not answer');
    }
  }

  #message(): Promise<void> {
    const { time, faults, heldUpUs } = this.#options;
    const delayUs = faults.delayUs(MESSAGE_US, 'late-delivery', 2, SLOW_MESSAGE_US);
    return time.pass(delayUs + (heldUpUs?.() ?? 0));
  }
}
