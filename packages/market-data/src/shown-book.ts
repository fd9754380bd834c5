import type { Grid } from '@truetape/codec';
import { assert } from '@truetape/kernel';
import { BookSide, type TouchedLevels } from './book-side.ts';
import type { BookLevels, BookOrders, OrderChanges } from './market-state.ts';

/** The orders of a market in their queues, as everybody may see them, and the levels that they make. */
export class ShownBook {
  readonly bids: BookSide;
  readonly asks: BookSide;
  readonly #grid: Grid;
  readonly #places = new Map<number, { readonly side: BookSide; readonly ticks: number }>();

  /** @param orders at each price the oldest first */
  constructor(grid: Grid, { bids, asks }: BookOrders) {
    this.#grid = grid;
    this.bids = new BookSide('buy', grid);
    this.asks = new BookSide('sell', grid);
    for (const order of bids) this.#add(this.bids, ...order);
    for (const order of asks) this.#add(this.asks, ...order);
    this.#takeTouched();
  }

  /** Whether it can be applied: what was made of another book may speak of orders that are not in this one. */
  fits({ removed, changed, added }: OrderChanges): boolean {
    const left = new Set(removed);
    const stays = (orderNumber: number) => this.#places.has(orderNumber) && !left.has(orderNumber);
    return (
      removed.every((orderNumber) => this.#places.has(orderNumber)) &&
      changed.every(
        ([orderNumber, quantity]) => stays(orderNumber) && this.#isQuantity(quantity),
      ) &&
      added.every(
        ([orderNumber, _, price, quantity]) =>
          !stays(orderNumber) &&
          this.#grid.parsePrice(price) !== 'OFF_GRID' &&
          this.#isQuantity(quantity),
      )
    );
  }

  #isQuantity(quantity: string): boolean {
    return this.#grid.parseQuantity(quantity) !== 'OFF_GRID';
  }

  /**
   * @param changes that fit
   * @returns the levels that are others than before
   */
  apply({ removed, changed, added }: OrderChanges): TouchedLevels {
    for (const orderNumber of removed) {
      const { side, ticks } = this.#placeOf(orderNumber);
      side.remove(ticks, orderNumber);
      this.#places.delete(orderNumber);
    }
    for (const [orderNumber, quantity] of changed) {
      const { side, ticks } = this.#placeOf(orderNumber);
      side.set(ticks, orderNumber, this.#lots(quantity));
    }
    for (const [orderNumber, side, ...terms] of added) {
      this.#add(side === 'buy' ? this.bids : this.asks, orderNumber, ...terms);
    }
    return this.#takeTouched();
  }

  levels(depth: number): BookLevels {
    return { bids: this.bids.levels(depth), asks: this.asks.levels(depth) };
  }

  orders(): BookOrders {
    return { bids: this.bids.orders(), asks: this.asks.orders() };
  }

  #takeTouched(): TouchedLevels {
    return { bids: this.bids.takeTouched(), asks: this.asks.takeTouched() };
  }

  #add(side: BookSide, orderNumber: number, price: string, quantity: string): void {
    assert(!this.#places.has(orderNumber), 'an order stands in a book once');
    const ticks = onGrid(this.#grid.parsePrice(price));
    this.#places.set(orderNumber, { side, ticks });
    side.set(ticks, orderNumber, this.#lots(quantity));
  }

  #placeOf(orderNumber: number) {
    const place = this.#places.get(orderNumber);
    assert(place !== undefined, 'what changes in a book stands in it');
    return place;
  }

  #lots(quantity: string): number {
    return onGrid(this.#grid.parseQuantity(quantity));
  }
}

function onGrid(steps: number | 'OFF_GRID'): number {
  assert(steps !== 'OFF_GRID', 'what a market says is on its grid');
  return steps;
}
