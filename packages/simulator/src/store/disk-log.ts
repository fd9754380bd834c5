import type { EventLog, ReadAll, ReadStream, Subscribe } from '@truetape/event-store';
import { LogReader } from '@truetape/event-store/adapter';
import { assert } from '@truetape/kernel';
import { OpenDisk, type SimulatedDisk } from './simulated-disk.ts';

/** The log as its bytes on the disk say it: for who reads it once. */
export class DiskLog implements EventLog {
  readonly pipelined = false;
  readonly logId: string;
  readonly #disk: OpenDisk;
  readonly #reader: LogReader;

  constructor(disk: SimulatedDisk) {
    this.#disk = new OpenDisk(disk);
    this.logId = this.#disk.logId;
    this.#reader = new LogReader({
      disk: this.#disk,
      durable: () => this.#disk.head(),
      defer: (task) => void setImmediate(task),
    });
  }

  append(): never {
    assert(false, 'who only reads appends nothing');
  }

  async settled(): Promise<void> {}

  streamHead(stream: string) {
    return this.#reader.streamHead(stream);
  }

  readStream(stream: string, options?: ReadStream) {
    return this.#reader.readStream(stream, options);
  }

  readAll(options: ReadAll) {
    return this.#reader.readAll(options);
  }

  subscribeAll(_options: Subscribe): never {
    assert(false, 'who reads once does not subscribe');
  }

  async head(): Promise<number> {
    return this.#disk.head();
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
