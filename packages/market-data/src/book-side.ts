import { assert } from '@truetape/kernel';
import { PriceLadder } from './price-ladder.ts';

/** A price with the orders that stand there, oldest first: the lots that are left of each. */
export interface Level {
  readonly price: number;
  readonly orders: Map<number, number>;
  total: number;
}

/** One side of a book, in ticks and lots. Says which levels changed since it was last asked. */
export class BookSide {
  readonly #prices: PriceLadder;
  readonly #levels = new Map<number, Level>();
  /** What each touched level had before. */
  readonly #before = new Map<number, number>();

  constructor(side: 'buy' | 'sell') {
    this.#prices = new PriceLadder(side);
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
    this.#prices.remove(price);
  }

  /** Levels, best first. */
  levels(depth: number): readonly Level[] {
    return this.#prices.best(depth).map((price) => this.#levels.get(price) as Level);
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
    return changes.sort(([a], [b]) => this.#prices.compare(a, b));
  }

  #open(price: number): Level {
    const level: Level = { price, orders: new Map(), total: 0 };
    this.#levels.set(price, level);
    this.#prices.add(price);
    return level;
  }

  #touch({ price, total }: Level): void {
    if (!this.#before.has(price)) this.#before.set(price, total);
  }
}
