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
    return Array.from({ length: count }, (_, place) => this.at(place));
  }

  /** @param place of which there are as many as prices, 0 being the best */
  at(place: number): number {
    return this.#sign * (this.#ranks[this.#ranks.length - 1 - place] as number);
  }

  /** Worse than any price. */
  get worst(): number {
    return this.#sign * Number.NEGATIVE_INFINITY;
  }

  /** For sorting: negative where `a` is the better price. */
  compare(a: number, b: number): number {
    return this.#sign * (b - a);
  }
}
