import type { EventLog } from '@truetape/event-store';

const LOOK_MS = 500;
/** Not having seen the log for longer is not knowing it. */
const UNSEEN_MS_MAX = 2_000;

/** Whether the log answers, and whoever follows it has all that it had when it was asked. */
export class LogWatch {
  readonly #log: EventLog;
  readonly #delivered: () => number;
  readonly #timer: NodeJS.Timeout;
  #goal: { readonly head: number; readonly askedAtMs: number } | undefined;
  #isAsking = false;
  #seenAtMs = performance.now();

  /** @param delivered how far the follower has read */
  constructor(log: EventLog, delivered: () => number) {
    this.#log = log;
    this.#delivered = delivered;
    this.#timer = setInterval(() => void this.#ask(), LOOK_MS);
  }

  get isSeen(): boolean {
    this.#check();
    return performance.now() - this.#seenAtMs <= UNSEEN_MS_MAX;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    if (this.#goal === undefined || this.#delivered() < this.#goal.head) return;
    this.#seenAtMs = this.#goal.askedAtMs;
    this.#goal = undefined;
  }

  async #ask(): Promise<void> {
    this.#check();
    if (this.#isAsking || this.#goal !== undefined) return;
    this.#isAsking = true;
    const askedAtMs = performance.now();
    try {
      this.#goal = { head: await this.#log.head(), askedAtMs };
    } catch {
      // A log that is away is not seen.
    }
    this.#isAsking = false;
  }
}
