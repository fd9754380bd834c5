import { lowerBound } from '@truetape/kernel';

/** The prices of one side of a book, in order. */
export class PriceLadder {
  /** Ascending, the best one last: what changes is near it as a rule, and little has to move. */
  readonly #ranks: number[] = [];
  readonly #sign: 1 | -1;

  constructor(side: 'buy' | 'sell') {
    this.#sign = side === 'buy' ? 1 : -1;
  }

  /** @param price is not there yet */
  add(price: number): void {
    const rank = this.#sign * price;
    this.#ranks.splice(lowerBound(this.#ranks, rank), 0, rank);
  }

  /** @param price is there */
  remove(price: number): void {
    this.#ranks.splice(lowerBound(this.#ranks, this.#sign * price), 1);
  }

  /** At most so many, best first. */
  best(depth: number): readonly number[] {
    const count = Math.min(depth, this.#ranks.length);
    const found: number[] = [];
    for (let i = 1; i <= count; i++) found.push(this.#sign * (this.#ranks.at(-i) as number));
    return found;
  }

  /** For sorting: negative where `a` is the better price. */
  compare(a: number, b: number): number {
    return this.#sign * (b - a);
  }
}
