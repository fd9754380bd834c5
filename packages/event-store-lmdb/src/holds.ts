import type { Socket } from 'node:net';
import { HELD, HOLD } from './line.ts';

/** Longer than opening takes, however busy the machine is: who needs more is stopped or dead. */
const HOLD_MS_MAX = 2_000;

/**
 * The writer's side of {@link whileHeld}: between two commits it holds still for each process that opens the log, until that
 * one hangs up.
 */
export class Holds {
  readonly #opening = new Set<Socket>();
  #released: Promise<void> | undefined;
  #release: () => void = () => undefined;

  /** @param line of a process that may ask for it */
  listenTo(line: Socket): void {
    line.on('data', (said: Buffer) => {
      if (said.includes(HOLD)) this.#holdFor(line);
    });
  }

  /** Settles when nobody opens the log any more; undefined when nobody does. */
  get released(): Promise<void> | undefined {
    return this.#released;
  }

  #holdFor(line: Socket): void {
    this.#opening.add(line);
    this.#released ??= new Promise((resolve) => {
      this.#release = resolve;
    });
    const tooLong = setTimeout(() => line.destroy(), HOLD_MS_MAX);
    line.once('close', () => {
      clearTimeout(tooLong);
      this.#opening.delete(line);
      if (this.#opening.size > 0) return;
      this.#released = undefined;
      this.#release();
    });
    line.write(HELD);
  }
}
