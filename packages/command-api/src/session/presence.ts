import { ERRORS } from '@truetape/contracts';
import type { Answered } from '../answers.ts';

/** A client is said to be there so many times in the time that it may be silent: one may be late. */
const TIMES = 3;

/**
 * Says of an account that its client is there, for as long as a connection is open: sets its silence timer again and
 * again. When the connection ends nothing is done. The timer is in the log, and fires without us.
 */
export class Presence {
  readonly #everyMsMax: number;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(everyMsMax: number) {
    this.#everyMsMax = everyMsMax;
  }

  /**
   * @param timeoutMs how long the client may be silent; 0 for ever
   * @param say sets the timer to that
   */
  keep(timeoutMs: number, say: () => Promise<Answered>): void {
    clearInterval(this.#timer);
    if (timeoutMs === 0 || this.#hasEnded) return;
    const timer = setInterval(
      async () => {
        const answered = await say();
        // What cannot be had now is asked for again; what is denied stays denied.
        if (!answered.ok && ERRORS[answered.failure.code].status < 500) clearInterval(timer);
      },
      Math.min(this.#everyMsMax, timeoutMs / TIMES),
    );
    this.#timer = timer.unref();
  }

  end(): void {
    this.#hasEnded = true;
    clearInterval(this.#timer);
  }
}
