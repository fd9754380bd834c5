import type { Socket } from 'node:net';
import { SOMETHING_NEW } from './line.ts';

/** So many processes are told at once; the others look by themselves. */
const READERS_LIMIT = 64;
/** After telling, so long nothing is told: what becomes durable meanwhile is told together. */
const REST_MS = 1;

/**
 * Tells reading processes that more of the log is durable. It says only that: what there is to read, and how far, they
 * see in the log itself, so a lost or late word costs time and nothing else.
 */
export class Announcer {
  readonly #readers = new Set<Socket>();
  #resting: NodeJS.Timeout | undefined;
  #isDue = false;

  add(reader: Socket): void {
    if (this.#readers.size >= READERS_LIMIT) {
      reader.destroy();
      return;
    }
    this.#readers.add(reader);
    reader.unref();
    reader.resume();
    reader.on('error', () => reader.destroy());
    reader.on('close', () => this.#readers.delete(reader));
  }

  announce(): void {
    if (this.#readers.size === 0) return;
    if (this.#resting !== undefined) {
      this.#isDue = true;
      return;
    }
    for (const reader of this.#readers) {
      // Who has not taken the last word yet will look after it.
      if (reader.writableLength === 0) reader.write(SOMETHING_NEW);
    }
    this.#resting = setTimeout(this.#rested, REST_MS).unref();
  }

  /** Hangs up on everybody. */
  close(): void {
    clearTimeout(this.#resting);
    for (const reader of this.#readers) reader.destroy();
  }

  readonly #rested = (): void => {
    this.#resting = undefined;
    if (!this.#isDue) return;
    this.#isDue = false;
    this.announce();
  };
}
