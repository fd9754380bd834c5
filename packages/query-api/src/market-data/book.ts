import type { Grid } from '@truetape/codec';
import type { Data, EventType } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import { BookSide, type Level } from './book-side.ts';

/** `[price, quantity]` as the wire writes them; quantity `0` where a level is gone. */
export type WireLevel = [price: string, quantity: string];

export interface BookLevels {
  readonly bids: WireLevel[];
  readonly asks: WireLevel[];
}

interface Standing {
  readonly side: BookSide;
  price: number;
}

type Outcome<Type extends EventType> = Data<Type>;

/**
 * The orders that stand in one market, level by level and order by order, as the outcomes of its matcher tell. Between
 * the parts of one input it may be crossed; it is looked at only after whole inputs.
 */
export class Book {
  readonly #grid: Grid;
  readonly #bids = new BookSide('buy');
  readonly #asks = new BookSide('sell');
  readonly #standing = new Map<number, Standing>();

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** A limit order stands until it trades or is cancelled, if only within its own input. A market order never does. */
  accepted({ orderNumber, side, price, quantity }: Outcome<'OrderAccepted'>): void {
    if (price === undefined) return;
    const standing = { side: side === 'buy' ? this.#bids : this.#asks, price: this.#ticks(price) };
    this.#standing.set(orderNumber, standing);
    standing.side.set(standing.price, orderNumber, this.#lots(quantity));
  }

  traded({ maker, taker }: Outcome<'TradeExecuted'>): void {
    for (const { orderNumber, remaining } of [maker, taker]) {
      const standing = this.#standing.get(orderNumber);
      if (standing === undefined) continue;
      const lots = this.#lots(remaining);
      if (lots === 0) this.#remove(orderNumber, standing);
      else standing.side.set(standing.price, orderNumber, lots);
    }
  }

  cancelled({ orderNumber }: Outcome<'OrderCancelled'>): void {
    const standing = this.#standing.get(orderNumber);
    if (standing !== undefined) this.#remove(orderNumber, standing);
  }

  /** Without its priority it goes behind all others, at the same price too. */
  replaced({ orderNumber, price, priorityKept, remaining }: Outcome<'OrderReplaced'>): void {
    const standing = this.#standing.get(orderNumber);
    assert(standing !== undefined, 'only an order that stands is replaced');
    const ticks = this.#ticks(price);
    if (!priorityKept) standing.side.remove(standing.price, orderNumber);
    assert(!priorityKept || ticks === standing.price, 'priority is kept only at the same price');
    standing.price = ticks;
    standing.side.set(ticks, orderNumber, this.#lots(remaining));
  }

  top(depth: number): BookLevels {
    const written = ({ price, total }: Level) => this.#written(price, total);
    return {
      bids: this.#bids.levels(depth).map(written),
      asks: this.#asks.levels(depth).map(written),
    };
  }

  /** The orders of each level, oldest first: number and quantity. */
  orders(side: 'buy' | 'sell'): readonly (readonly [price: string, orders: [number, string][]])[] {
    const of = side === 'buy' ? this.#bids : this.#asks;
    return of
      .levels(Number.POSITIVE_INFINITY)
      .map(({ price, orders }) => [
        this.#grid.formatPrice(price as never),
        [...orders].map(([number, lots]) => [number, this.#grid.formatQuantity(lots as never)]),
      ]);
  }

  /** Levels that are others than when this was last called. */
  takeChanges(): BookLevels {
    const written = ([price, lots]: readonly [number, number]) => this.#written(price, lots);
    return {
      bids: this.#bids.takeChanges().map(written),
      asks: this.#asks.takeChanges().map(written),
    };
  }

  #remove(orderNumber: number, { side, price }: Standing): void {
    side.remove(price, orderNumber);
    this.#standing.delete(orderNumber);
  }

  #written(price: number, lots: number): WireLevel {
    return [
      this.#grid.formatPrice(price as never),
      lots === 0 ? '0' : this.#grid.formatQuantity(lots as never),
    ];
  }

  #ticks(price: string): number {
    return onGrid(this.#grid.parsePrice(price));
  }

  #lots(quantity: string): number {
    return onGrid(this.#grid.parseQuantity(quantity));
  }
}

function onGrid(steps: number | 'OFF_GRID'): number {
  assert(steps !== 'OFF_GRID', 'what a market says is on its grid');
  return steps;
}
