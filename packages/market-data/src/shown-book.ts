import type { Grid } from '@truetape/codec';
import type { BookOrder } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import { BookSide, type Level } from './book-side.ts';
import type { BookLevels, BookOrders, OrderChanges, WireLevel } from './market-state.ts';

/** The orders of a market in their queues, as everybody may see them, and the levels that they make. */
export class ShownBook {
  readonly #grid: Grid;
  readonly #bids = new BookSide('buy');
  readonly #asks = new BookSide('sell');
  readonly #places = new Map<number, { readonly side: BookSide; readonly price: number }>();

  /** @param orders at each price the oldest first */
  constructor(grid: Grid, { bids, asks }: BookOrders) {
    this.#grid = grid;
    for (const order of bids) this.#add(this.#bids, ...order);
    for (const order of asks) this.#add(this.#asks, ...order);
    this.#takeChanges();
  }

  /** @returns the levels that are others than before */
  apply({ removed, changed, added }: OrderChanges): BookLevels {
    for (const orderNumber of removed) {
      const { side, price } = this.#placeOf(orderNumber);
      side.remove(price, orderNumber);
      this.#places.delete(orderNumber);
    }
    for (const [orderNumber, quantity] of changed) {
      const { side, price } = this.#placeOf(orderNumber);
      side.set(price, orderNumber, this.#lots(quantity));
    }
    for (const [orderNumber, side, ...terms] of added) {
      this.#add(side === 'buy' ? this.#bids : this.#asks, orderNumber, ...terms);
    }
    return this.#takeChanges();
  }

  levels(depth: number): BookLevels {
    const written = ({ price, total }: Level) => this.#written(price, total);
    return {
      bids: this.#bids.levels(depth).map(written),
      asks: this.#asks.levels(depth).map(written),
    };
  }

  orders(): BookOrders {
    const written = ({ price, orders }: Level) =>
      Array.from(orders, ([number, lots]): BookOrder => [number, ...this.#written(price, lots)]);
    return {
      bids: this.#bids.levels(Number.POSITIVE_INFINITY).flatMap(written),
      asks: this.#asks.levels(Number.POSITIVE_INFINITY).flatMap(written),
    };
  }

  #add(side: BookSide, orderNumber: number, price: string, quantity: string): void {
    assert(!this.#places.has(orderNumber), 'an order stands in a book once');
    const ticks = onGrid(this.#grid.parsePrice(price));
    this.#places.set(orderNumber, { side, price: ticks });
    side.set(ticks, orderNumber, this.#lots(quantity));
  }

  #placeOf(orderNumber: number) {
    const place = this.#places.get(orderNumber);
    assert(place !== undefined, 'what changes in a book stands in it');
    return place;
  }

  #takeChanges(): BookLevels {
    const written = ([price, lots]: readonly [number, number]) => this.#written(price, lots);
    return {
      bids: this.#bids.takeChanges().map(written),
      asks: this.#asks.takeChanges().map(written),
    };
  }

  #written(price: number, lots: number): WireLevel {
    return [
      this.#grid.formatPrice(price as never),
      lots === 0 ? '0' : this.#grid.formatQuantity(lots as never),
    ];
  }

  #lots(quantity: string): number {
    return onGrid(this.#grid.parseQuantity(quantity));
  }
}

function onGrid(steps: number | 'OFF_GRID'): number {
  assert(steps !== 'OFF_GRID', 'what a market says is on its grid');
  return steps;
}
