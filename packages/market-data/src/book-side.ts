import type { Grid } from '@truetape/codec';
import type { BookOrder } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { WireLevel } from './market-state.ts';
import { PriceLadder } from './price-ladder.ts';

/** A price with the orders that stand there, oldest first: the lots that each shows. */
interface Level {
  readonly orders: Map<number, number>;
  total: number;
}

/** A level that an input has changed: whether anything stood at this price before it, and what does now (`"0"`: nothing). */
export interface TouchedLevel {
  readonly ticks: number;
  readonly wasThere: boolean;
  readonly now: WireLevel;
}

export interface TouchedLevels {
  readonly bids: readonly TouchedLevel[];
  readonly asks: readonly TouchedLevel[];
}

/** One side of a book, by prices in ticks: its orders in their queues, and the levels that they make. */
export class BookSide {
  readonly #grid: Grid;
  readonly #prices: PriceLadder;
  readonly #levels = new Map<number, Level>();
  /** The lots that each touched level had before. */
  readonly #before = new Map<number, number>();

  constructor(side: 'buy' | 'sell', grid: Grid) {
    this.#grid = grid;
    this.#prices = new PriceLadder(side);
  }

  /** Adds an order behind all others at its price, or changes what it shows where it stands. */
  set(ticks: number, orderNumber: number, lots: number): void {
    const level = this.#levels.get(ticks) ?? this.#open(ticks);
    this.#touch(ticks, level);
    level.total += lots - (level.orders.get(orderNumber) ?? 0);
    assert(Number.isSafeInteger(level.total), 'the lots at one price are a safe integer');
    level.orders.set(orderNumber, lots);
  }

  remove(ticks: number, orderNumber: number): void {
    const level = this.#levels.get(ticks);
    const lots = level?.orders.get(orderNumber);
    assert(level !== undefined && lots !== undefined, 'what leaves a book stands in it');
    this.#touch(ticks, level);
    level.total -= lots;
    level.orders.delete(orderNumber);
    if (level.orders.size > 0) return;
    this.#levels.delete(ticks);
    this.#prices.remove(ticks);
  }

  /** Levels whose lots are others than when this was last called, best first. */
  takeTouched(): readonly TouchedLevel[] {
    const touched: TouchedLevel[] = [];
    for (const [ticks, before] of this.#before) {
      const lots = this.#levels.get(ticks)?.total ?? 0;
      if (lots === before) continue;
      touched.push({ ticks, wasThere: before > 0, now: this.#written(ticks, lots) });
    }
    this.#before.clear();
    return touched.sort((a, b) => this.#prices.compare(a.ticks, b.ticks));
  }

  get size(): number {
    return this.#levels.size;
  }

  /** At most so many, best first. */
  levels(depth: number): WireLevel[] {
    return this.#prices.best(depth).map((ticks) => this.levelAt(ticks));
  }

  /** The best price first, at one price the oldest order first. */
  orders(): BookOrder[] {
    return this.#prices
      .best(this.size)
      .flatMap((ticks) =>
        Array.from(
          this.#at(ticks).orders,
          ([number, lots]): BookOrder => [number, ...this.#written(ticks, lots)],
        ),
      );
  }

  /** @param ticks a price at which there is a level */
  levelAt(ticks: number): WireLevel {
    return this.#written(ticks, this.#at(ticks).total);
  }

  /** @param place below `size`, 0 being the best */
  ticksAt(place: number): number {
    return this.#prices.at(place);
  }

  isWorse(ticks: number, than: number): boolean {
    return this.#prices.compare(ticks, than) > 0;
  }

  /** Worse than any price. */
  get worst(): number {
    return this.#prices.worst;
  }

  #at(ticks: number): Level {
    const level = this.#levels.get(ticks);
    assert(level !== undefined, 'only levels that are there are looked at');
    return level;
  }

  #open(ticks: number): Level {
    const level: Level = { orders: new Map(), total: 0 };
    this.#levels.set(ticks, level);
    this.#prices.add(ticks);
    return level;
  }

  #touch(ticks: number, { total }: Level): void {
    if (!this.#before.has(ticks)) this.#before.set(ticks, total);
  }

  #written(ticks: number, lots: number): WireLevel {
    const price = this.#grid.formatPrice(ticks as never);
    return [price, lots === 0 ? '0' : this.#grid.formatQuantity(lots as never)];
  }
}
