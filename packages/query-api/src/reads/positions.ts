/** Something that follows the log and knows how far it is. */
export interface Follower {
  /** Undefined: not known now. */
  position(): number | undefined | Promise<number | undefined>;
}

interface Waiter {
  readonly position: number;
  readonly settle: (reached: boolean) => void;
}

/** Nobody waits longer for a position. */
export const WAIT_MS_MAX = 2_000;
const LOOK_INTERVAL_MS = 10;
const WAITERS_MAX = 1_024;

/**
 * Waits for a follower to reach positions: one look at a time for all who wait, and none when nobody does.
 */
export class Positions {
  readonly #follower: Follower;
  readonly #waiters = new Set<Waiter>();
  #isLooking = false;

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  /** True as soon as the position is reached; false after two seconds, or when too many are waiting. */
  reached(position: number): Promise<boolean> {
    if (this.#waiters.size >= WAITERS_MAX) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        position,
        settle: (reached) => {
          clearTimeout(deadline);
          this.#waiters.delete(waiter);
          resolve(reached);
        },
      };
      const deadline = setTimeout(() => waiter.settle(false), WAIT_MS_MAX);
      this.#waiters.add(waiter);
      if (!this.#isLooking) void this.#look();
    });
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#waiters.size > 0) {
      const position = (await this.#ask()) ?? Number.NEGATIVE_INFINITY;
      for (const waiter of this.#waiters) if (waiter.position <= position) waiter.settle(true);
      if (this.#waiters.size > 0)
        await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
    }
    this.#isLooking = false;
  }

  /** Whatever is wrong with the follower is told by the question that comes after the waiting. */
  async #ask(): Promise<number | undefined> {
    try {
      return await this.#follower.position();
    } catch {
      return undefined;
    }
  }
}
