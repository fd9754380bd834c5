import { compareDecimals } from './compare-decimals.ts';

/** What stands at the prices of one side of a book, the best price first. */
export class PriceList<At> {
  readonly #prices: string[] = [];
  readonly #at = new Map<string, At>();
  readonly #bestIsHighest: boolean;

  constructor(side: 'buy' | 'sell') {
    this.#bestIsHighest = side === 'buy';
  }

  get(price: string): At | undefined {
    return this.#at.get(price);
  }

  set(price: string, at: At): void {
    if (!this.#at.has(price)) this.#prices.splice(this.#indexOf(price), 0, price);
    this.#at.set(price, at);
  }

  delete(price: string): void {
    if (this.#at.delete(price)) this.#prices.splice(this.#indexOf(price), 1);
  }

  clear(): void {
    this.#prices.length = 0;
    this.#at.clear();
  }

  /** At most so many, best first. */
  best(depth: number): [price: string, at: At][] {
    return this.#prices.slice(0, depth).map((price) => [price, this.#at.get(price) as At]);
  }

  /** Where the price is, or would be. */
  #indexOf(price: string): number {
    let low = 0;
    let high = this.#prices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compareDecimals(this.#prices[middle] as string, price);
      if (this.#bestIsHighest ? order > 0 : order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
