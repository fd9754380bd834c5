import type { EventLog, ReadAll, ReadStream, Subscribe } from '@truetape/event-store';
import { type LogDisk, LogReader } from '@truetape/event-store/adapter';
import { failed } from '@truetape/kernel';
import { Announcements } from './announcements.ts';

/** How often a reader looks by itself, and for a writer that it could listen to. */
const LOOK_EVERY_MS = 250;

/** The log in a process that only reads it. What it sees is on disk: LMDB shows a commit after its sync. */
export class ReadOnlyLog implements EventLog {
  readonly pipelined = false;
  readonly logId: string;
  readonly #disk: LogDisk;
  readonly #reader: LogReader;
  readonly #announcements: Announcements;
  readonly #looking: NodeJS.Timeout;

  constructor(disk: LogDisk, folder: string) {
    this.logId = disk.logId;
    this.#disk = disk;
    this.#reader = new LogReader({
      disk,
      durable: () => disk.head(),
      defer: (task) => void setImmediate(task),
    });
    const wake = () => this.#reader.wakeDurable();
    this.#announcements = new Announcements(folder, wake);
    this.#looking = setInterval(() => {
      this.#announcements.connect();
      wake();
    }, LOOK_EVERY_MS);
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
    clearInterval(this.#looking);
    this.#announcements.close();
    await this.#reader.close();
    await this.#disk.close();
  }
}
