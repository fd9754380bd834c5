import { assert, lowerBound } from '@truetape/kernel';
import type { PriceTicks } from '../value/units.ts';

/** The prices at which orders stand on one side of a book, and how many at each. */
export class PriceLadder {
  /** Ascending. */
  readonly #prices: PriceTicks[] = [];
  readonly #counts = new Map<PriceTicks, number>();

  get lowest(): PriceTicks | undefined {
    return this.#prices[0];
  }

  get highest(): PriceTicks | undefined {
    return this.#prices.at(-1);
  }

  add(price: PriceTicks): void {
    const count = this.#counts.get(price) ?? 0;
    if (count === 0) this.#prices.splice(lowerBound(this.#prices, price), 0, price);
    this.#counts.set(price, count + 1);
  }

  remove(price: PriceTicks): void {
    const count = this.#counts.get(price);
    assert(count !== undefined, 'what leaves a book stands in it');
    if (count > 1) {
      this.#counts.set(price, count - 1);
      return;
    }
    this.#counts.delete(price);
    this.#prices.splice(lowerBound(this.#prices, price), 1);
  }
}
