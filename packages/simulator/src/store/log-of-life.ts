import type { EventLog, ReadAll, ReadStream, Subscribe, Subscription } from '@truetape/event-store';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import { type Life, never } from '../world/life.ts';

/** A log as a process has it: with the process ends all that it was waiting for. */
export class LogOfLife implements EventLog {
  readonly logId: string;
  readonly pipelined: boolean;
  readonly #log: EventLog;
  readonly #life: Life;

  constructor(log: EventLog, life: Life) {
    this.#log = log;
    this.#life = life;
    this.logId = log.logId;
    this.pipelined = log.pipelined;
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]) {
    const life = this.#life;
    if (!life.isAlive) return never();
    const fate = life.nextAppend();
    if (fate === 'dies before') life.end();
    if (!life.isAlive) return never();
    const appended = this.#log.append(stream, expectedRevision, events);
    if (fate === 'dies after') life.end();
    return life.whileAlive(appended);
  }

  hasRoom(): boolean {
    return this.#log.hasRoom?.() ?? true;
  }

  settled(): Promise<void> {
    return this.#life.whileAlive(this.#log.settled());
  }

  streamHead(stream: string) {
    return this.#life.whileAlive(this.#log.streamHead(stream));
  }

  head(): Promise<number> {
    return this.#life.whileAlive(this.#log.head());
  }

  readStream(stream: string, options?: ReadStream) {
    return this.#whileAlive(this.#log.readStream(stream, options));
  }

  readAll(options: ReadAll) {
    return this.#whileAlive(this.#log.readAll(options));
  }

  subscribeAll(options: Subscribe): Subscription {
    const { onEvents, onCaughtUp, onFailure } = options;
    const life = this.#life;
    const subscription = this.#log.subscribeAll({
      ...options,
      onEvents: (events) => (life.isAlive ? onEvents(events) : never()),
      onCaughtUp: (position) => {
        if (life.isAlive) onCaughtUp?.(position);
      },
      onFailure: (failure) => {
        if (life.isAlive) onFailure(failure);
      },
    });
    life.onDeath(() => void subscription.stop());
    return subscription;
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  async *#whileAlive(batches: AsyncIterable<readonly RecordedEvent[]>) {
    for await (const batch of batches) {
      if (!this.#life.isAlive) await never();
      yield batch;
    }
  }
}
