import type { Allowance } from './allowance.ts';

/** What one subject has taken of one limit since that was last told. */
export interface TakenTogether {
  readonly limit: string;
  readonly id: string;
  readonly units: number;
  readonly seconds: number;
  readonly taken: number;
}

/** Where processes that serve the same clients count together. It may be gone at any time. */
export interface SharedAllowances {
  /** @returns what is left of each for all, in the same order, negative where it was too much; rejects when it is away */
  readonly take: (taken: readonly TakenTogether[]) => Promise<readonly number[]>;
}

const EVERY_MS = 250;
/** What is less than this share of a limit is told later: whoever asks seldom costs nothing. */
const TOLD_FROM = 0.01;
/** What is more waits for the next time. */
const AT_ONCE_MAX = 2_000;

/**
 * Counts together with other processes, and lets no request wait for it: each takes from its own allowance, tells now and
 * then what was taken, and is told what all have left. Where that cannot be had, each goes on alone.
 */
export class Sharing {
  readonly #shared: SharedAllowances;
  readonly #due = new Set<Allowance>();
  readonly #timer: NodeJS.Timeout;
  #isTelling = false;

  constructor(shared: SharedAllowances) {
    this.#shared = shared;
    this.#timer = setInterval(() => void this.tell(), EVERY_MS);
    this.#timer.unref();
  }

  taken(allowance: Allowance, weight: number): void {
    allowance.untold += weight;
    if (allowance.untold >= TOLD_FROM * allowance.of.limit.units) this.#due.add(allowance);
  }

  /** What is due now. Never rejects. */
  async tell(): Promise<void> {
    if (this.#isTelling || this.#due.size === 0) return;
    this.#isTelling = true;
    const due = [...this.#due].slice(0, AT_ONCE_MAX);
    const told = due.map((allowance): TakenTogether => {
      const { of, id, untold } = allowance;
      this.#due.delete(allowance);
      allowance.untold = 0;
      return { limit: of.name, id, ...of.limit, taken: untold };
    });
    try {
      const left = await this.#shared.take(told);
      for (const [at, allowance] of due.entries()) {
        const ofAll = left[at];
        if (ofAll !== undefined) allowance.correct(ofAll);
      }
    } catch {
      // It is away: who is connected to it says so in the log. What was taken meanwhile is not told later.
    } finally {
      this.#isTelling = false;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
