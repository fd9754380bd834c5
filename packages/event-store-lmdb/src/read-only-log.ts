import type { EventLog, ReadAll, ReadStream, Subscribe } from '@truetape/event-store';
import { type LogDisk, LogReader } from '@truetape/event-store/adapter';
import { failed } from '@truetape/kernel';

/** The log in a process that only reads it. What it sees is on disk: LMDB shows a commit after its sync. */
export class ReadOnlyLog implements EventLog {
  readonly pipelined = false;
  readonly logId: string;
  readonly #disk: LogDisk;
  readonly #reader: LogReader;
  readonly #poll: NodeJS.Timeout;

  /** @param pollMs how late an event is seen when nobody calls {@link notify} */
  constructor(disk: LogDisk, pollMs: number) {
    this.logId = disk.logId;
    this.#disk = disk;
    this.#reader = new LogReader({
      disk,
      durable: () => disk.head(),
      defer: (task) => void setImmediate(task),
    });
    this.#poll = setInterval(() => this.#reader.wakeDurable(), pollMs);
  }

  /** Says that the writing process has made a position durable: subscribers are served now. */
  notify(_position: number): void {
    this.#reader.wakeDurable();
  }

  async append() {
    return failed({ code: 'UNAVAILABLE', reason: 'this process only reads the log' } as const);
  }

  async settled(): Promise<void> {}

  async head(): Promise<number> {
    return this.#disk.head();
  }

  readonly streamHead = (stream: string) => this.#reader.streamHead(stream);
  readonly readStream = (stream: string, options?: ReadStream) =>
    this.#reader.readStream(stream, options);
  readonly readAll = (options: ReadAll) => this.#reader.readAll(options);
  readonly subscribeAll = (options: Subscribe) => this.#reader.subscribeAll(options);

  async close(): Promise<void> {
    clearInterval(this.#poll);
    await this.#reader.close();
    await this.#disk.close();
  }
}
