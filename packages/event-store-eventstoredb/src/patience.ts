import { LogUnavailableError } from '@truetape/event-store';
import { TooLateError, within } from './within.ts';

/** How long somebody who waits for an end waits for the next step towards it. */
export class Patience {
  readonly #ms: number;
  #deadline: number;

  constructor(ms: number) {
    this.#ms = ms;
    this.#deadline = performance.now() + ms;
  }

  /** There was a step. */
  renew(): void {
    this.#deadline = performance.now() + this.#ms;
  }

  /** @throws LogUnavailableError when it is over before there was a step */
  async waitFor(step: Promise<void>): Promise<void> {
    const left = this.#deadline - performance.now();
    try {
      await within(Math.max(0, left), step);
      if (left <= 0) throw new TooLateError('no step in time');
    } catch (error) {
      if (!(error instanceof TooLateError)) throw error;
      throw new LogUnavailableError(`Nothing more could be read within ${this.#ms} ms`);
    }
  }
}
