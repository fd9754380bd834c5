import { assert } from '@truetape/kernel';

/** A price with the orders that stand there, oldest first: the lots that are left of each. */
export interface Level {
  readonly price: number;
  readonly orders: Map<number, number>;
  total: number;
}

/** One side of a book, in ticks and lots. Says which levels changed since it was last asked. */
export class BookSide {
  /** Ascending. */
  readonly #prices: number[] = [];
  readonly #levels = new Map<number, Level>();
  /** What each touched level had before. */
  readonly #before = new Map<number, number>();
  readonly #bestIsHighest: boolean;

  constructor(side: 'buy' | 'sell') {
    this.#bestIsHighest = side === 'buy';
  }

  /** Adds an order behind all others at its price, or changes what is left of it where it stands. */
  set(price: number, orderNumber: number, lots: number): void {
    const level = this.#levels.get(price) ?? this.#open(price);
    this.#touch(level);
    level.total += lots - (level.orders.get(orderNumber) ?? 0);
    assert(Number.isSafeInteger(level.total), 'the lots at one price are a safe integer');
    level.orders.set(orderNumber, lots);
  }

  remove(price: number, orderNumber: number): void {
    const level = this.#levels.get(price);
    const lots = level?.orders.get(orderNumber);
    assert(level !== undefined && lots !== undefined, 'what leaves a book stands in it');
    this.#touch(level);
    level.total -= lots;
    level.orders.delete(orderNumber);
    if (level.orders.size > 0) return;
    this.#levels.delete(price);
    this.#prices.splice(this.#indexOf(price), 1);
  }

  /** Levels, best first. */
  levels(depth: number): readonly Level[] {
    const count = Math.min(depth, this.#prices.length);
    const found: Level[] = [];
    for (let i = 0; i < count; i++) {
      const index = this.#bestIsHighest ? this.#prices.length - 1 - i : i;
      found.push(this.#levels.get(this.#prices[index] as number) as Level);
    }
    return found;
  }

  /** Levels whose lots are others than when this was last called, best first: the price and what is there now. */
  takeChanges(): readonly (readonly [price: number, lots: number])[] {
    if (this.#before.size === 0) return [];
    const changes: [number, number][] = [];
    for (const [price, before] of this.#before) {
      const now = this.#levels.get(price)?.total ?? 0;
      if (now !== before) changes.push([price, now]);
    }
    this.#before.clear();
    return changes.sort(([a], [b]) => (this.#bestIsHighest ? b - a : a - b));
  }

  #open(price: number): Level {
    const level: Level = { price, orders: new Map(), total: 0 };
    this.#levels.set(price, level);
    this.#prices.splice(this.#indexOf(price), 0, price);
    return level;
  }

  #touch({ price, total }: Level): void {
    if (!this.#before.has(price)) this.#before.set(price, total);
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
