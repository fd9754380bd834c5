import type { Atto } from '../decimal.ts';

/** A tier looks at so many days. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** What an account has traded, by quote asset and day. */
export class Volumes {
  readonly #days = new Map<string, Map<string, Atto>>();

  add(quote: string, day: string, notional: Atto): void {
    const days = this.#days.get(quote) ?? new Map<string, Atto>();
    this.#days.set(quote, days.set(day, (days.get(day) ?? 0n) + notional));
  }

  /** On the thirty days before a day. */
  before(quote: string, day: string): Atto {
    const first = new Date(Date.parse(day) - DAYS * DAY_MS).toISOString();
    let sum = 0n;
    for (const [of, notional] of this.#days.get(quote) ?? []) {
      if (of >= first.slice(0, day.length) && of < day) sum += notional;
    }
    return sum;
  }
}
