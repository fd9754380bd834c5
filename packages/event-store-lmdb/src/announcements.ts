import { createConnection, type Socket } from 'node:net';
import { socketOf } from './writer-socket.ts';

/** A reading process's line to the writer of a folder, whoever that is at the time. */
export class Announcements {
  readonly #folder: string;
  readonly #onNews: () => void;
  #line: Socket | undefined;
  #isClosed = false;

  /** @param onNews called when the writer says that more is durable, and when a line to it was found */
  constructor(folder: string, onNews: () => void) {
    this.#folder = folder;
    this.#onNews = onNews;
    this.connect();
  }

  /** Looks for a writer, unless there is a line to one. To be called now and then: writers come and go. */
  connect(): void {
    if (this.#line !== undefined || this.#isClosed) return;
    let line: Socket;
    try {
      line = createConnection({ path: socketOf(this.#folder) });
    } catch {
      return; // the folder is gone
    }
    this.#line = line;
    line.on('connect', this.#onNews);
    line.on('data', this.#onNews);
    // Nobody writes, or no longer: there is nothing to hear.
    line.on('error', () => line.destroy());
    line.on('close', () => {
      this.#line = undefined;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#line?.destroy();
  }
}
