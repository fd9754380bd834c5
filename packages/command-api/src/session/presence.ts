import { ERRORS } from '@truetape/contracts';
import type { Answered } from '../answers.ts';

/** A client is said to be there so many times in the time that it may be silent: one may be late. */
const TIMES = 3;

/** How long the client may be silent, 0 for ever, and what sets the timer to that. */
export interface Kept {
  readonly timeoutMs: number;
  readonly say: () => Promise<Answered>;
}

/**
 * Says of an account that its client is there, for as long as a connection is open: sets its silence timer again and
 * again. When the connection ends nothing is done. The timer is in the log, and fires without us.
 */
export class Presence {
  readonly #everyMsMax: number;
  #kept: Kept | undefined;
  #asking = 0;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(everyMsMax: number) {
    this.#everyMsMax = everyMsMax;
  }

  /** Nothing is said while the client asks for something else: it would be decided after that, and undo it. */
  pause(): void {
    this.#asking += 1;
    clearInterval(this.#timer);
  }

  /** Goes on with what was asked for; with what was before where that was refused. */
  goOn(asked: Kept | undefined): void {
    this.#kept = asked ?? this.#kept;
    this.#asking -= 1;
    if (this.#asking === 0 && !this.#hasEnded) this.#start();
  }

  end(): void {
    this.#hasEnded = true;
    clearInterval(this.#timer);
  }

  #start(): void {
    if (this.#kept === undefined || this.#kept.timeoutMs === 0) return;
    const { timeoutMs, say } = this.#kept;
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
}
