/** The prices of one side of a book, in order. */
export class PriceLadder {
  /** Ascending. */
  readonly #prices: number[] = [];
  readonly #bestIsHighest: boolean;

  constructor(side: 'buy' | 'sell') {
    this.#bestIsHighest = side === 'buy';
  }

  /** @param price is not there yet */
  add(price: number): void {
    this.#prices.splice(this.#indexOf(price), 0, price);
  }

  /** @param price is there */
  remove(price: number): void {
    this.#prices.splice(this.#indexOf(price), 1);
  }

  /** At most so many, best first. */
  best(depth: number): readonly number[] {
    const count = Math.min(depth, this.#prices.length);
    const found: number[] = [];
    for (let place = 0; place < count; place++) found.push(this.at(place));
    return found;
  }

  /** @param place of which there are as many as prices, 0 being the best */
  at(place: number): number {
    return this.#prices[this.#bestIsHighest ? this.#prices.length - 1 - place : place] as number;
  }

  /** For sorting: negative where `a` is the better price. */
  compare(a: number, b: number): number {
    return this.#bestIsHighest ? b - a : a - b;
  }

  /** Where the price is, or would be. */
  #indexOf(price: number): number {
    let low = 0;
    let high = this.#prices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#prices[middle] as number) < price) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
