/** How often somebody may be wrong before they must wait. */
export interface AttemptLimits {
  /** From one network for one address: nobody else is kept out. */
  readonly failuresMax: number;
  /** From all networks together that this address was never signed in from. */
  readonly strangersFailuresMax: number;
  /** Failures are forgotten after it; twice as many make the wait as long again. */
  readonly windowMs: number;
  readonly waitMs: number;
  readonly waitMsMax: number;
}

export const ATTEMPT_LIMITS: AttemptLimits = {
  failuresMax: 5,
  strangersFailuresMax: 100,
  windowMs: 15 * 60_000,
  waitMs: 30_000,
  waitMsMax: 15 * 60_000,
};

/** Mails that may be asked for to one address. The token of the last one counts for as long as there is no other. */
export const MAIL_LIMITS: AttemptLimits = {
  failuresMax: 5,
  strangersFailuresMax: 20,
  windowMs: 60 * 60_000,
  waitMs: 60 * 60_000,
  waitMsMax: 60 * 60_000,
};

interface Failures {
  readonly count: number;
  readonly lastMs: number;
}

/** Beyond it the oldest are forgotten: they cost whoever made them a request each. */
const REMEMBERED_MAX = 100_000;

export interface Attempt {
  /** Of the address that was typed, whether anybody has it or not. */
  readonly name: string;
  /** From where. */
  readonly network: string;
  /** Whether somebody is signed in from there already. */
  readonly isKnown: boolean;
}

/**
 * Counts failed attempts by who was meant and from where, in memory. Whoever guesses from one network locks that network
 * out and no other; whoever guesses from many keeps out networks that were never signed in from.
 */
export class Attempts {
  readonly #limits: AttemptLimits;
  readonly #failures = new Map<string, Failures>();

  constructor(limits: AttemptLimits = ATTEMPT_LIMITS) {
    this.#limits = limits;
  }

  /** How long until the next attempt is looked at; 0 where it is now. */
  waitMs({ name, network, isKnown }: Attempt, nowMs: number): number {
    const { failuresMax, strangersFailuresMax } = this.#limits;
    const own = this.#wait(keyOf(name, network), failuresMax, nowMs);
    return isKnown ? own : Math.max(own, this.#wait(name, strangersFailuresMax, nowMs));
  }

  fail({ name, network, isKnown }: Attempt, nowMs: number): void {
    this.#count(keyOf(name, network), nowMs);
    if (!isKnown) this.#count(name, nowMs);
  }

  /** The network is not a stranger any more. */
  succeed({ name, network }: Attempt): void {
    this.#failures.delete(keyOf(name, network));
  }

  #wait(key: string, max: number, nowMs: number): number {
    const failures = this.#failures.get(key);
    const { windowMs, waitMs, waitMsMax } = this.#limits;
    if (failures === undefined || nowMs - failures.lastMs >= windowMs) return 0;
    const beyond = failures.count - max;
    if (beyond < 0) return 0;
    const wait = Math.min(waitMs * 2 ** Math.min(beyond, 16), waitMsMax);
    return Math.max(0, failures.lastMs + wait - nowMs);
  }

  #count(key: string, nowMs: number): void {
    const before = this.#failures.get(key);
    const isFresh = before !== undefined && nowMs - before.lastMs < this.#limits.windowMs;
    this.#failures.delete(key);
    this.#failures.set(key, { count: isFresh ? before.count + 1 : 1, lastMs: nowMs });
    const [oldest] = this.#failures.size > REMEMBERED_MAX ? this.#failures.keys() : [];
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}

const keyOf = (name: string, network: string) => `${name} ${network}`;
