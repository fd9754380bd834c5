import type { Grid } from '@truetape/codec';
import type { Data, EventType } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { BookLevels, WireLevel } from '../market-state.ts';
import { BookSide, type Level } from './book-side.ts';

/** An order that may stand in the book. */
interface Standing {
  readonly side: BookSide;
  price: number;
  /** No more than this is shown at once. */
  readonly mostShown: number;
  shown: number;
  /** Its stop is not reached: it does not stand yet. */
  waits: boolean;
}

type Outcome<Type extends EventType> = Data<Type>;
type Side = Outcome<'TradeExecuted' | 'TradePrevented'>['maker'];

/**
 * What the orders show that stand in one market, level by level and order by order, as the outcomes of its matcher
 * tell. It is looked at only after whole inputs.
 */
export class Book {
  readonly #grid: Grid;
  readonly #bids = new BookSide('buy');
  readonly #asks = new BookSide('sell');
  readonly #standing = new Map<number, Standing>();
  /** The order that trades now: what is left of it comes to rest when the next one begins, or the input is complete. */
  #taker: number | undefined;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** An order without a limit never comes to rest, and nobody needs to know of it here. */
  accepted(order: Outcome<'OrderAccepted'>): void {
    const { orderNumber, side, price, quantity, displayQuantity, stopPrice } = order;
    if (price === undefined || quantity === undefined) return;
    const mostShown =
      displayQuantity === undefined ? Number.POSITIVE_INFINITY : this.#lots(displayQuantity);
    const standing: Standing = {
      side: side === 'buy' ? this.#bids : this.#asks,
      price: this.#ticks(price),
      mostShown,
      shown: Math.min(mostShown, this.#lots(quantity)),
      waits: stopPrice !== undefined,
    };
    this.#standing.set(orderNumber, standing);
    if (!standing.waits) this.#takes(orderNumber);
  }

  /**
   * A stop-limit order is a limit order from here on. Nothing of it has traded while it waited. One without a limit trades
   * as well, with the order before it if that stands.
   */
  triggered({ orderNumber }: Outcome<'StopTriggered'>): void {
    this.rest();
    const standing = this.#standing.get(orderNumber);
    if (standing === undefined) return;
    standing.waits = false;
    this.#takes(orderNumber);
  }

  /** In an auction both sides stand in the book. */
  traded({ maker, taker, quantity, auction }: Outcome<'TradeExecuted'>): void {
    if (auction) this.rest();
    this.#less(maker, quantity);
    if (auction) this.#less(taker, quantity);
    else this.#left(taker);
  }

  /** Two orders of one owner that did not trade: in this mode both are less by what they would have traded. */
  prevented({ maker, taker, quantity, mode }: Outcome<'TradePrevented'>): void {
    if (mode !== 'decrement') return;
    this.#less(maker, quantity);
    this.#left(taker);
  }

  /** It shows more, behind all others at its price. */
  refreshed({ orderNumber, displayed }: Outcome<'OrderRefreshed'>): void {
    const standing = this.#standing.get(orderNumber);
    assert(standing !== undefined, 'only an order that stands shows more');
    standing.side.remove(standing.price, orderNumber);
    this.#show(orderNumber, standing, this.#lots(displayed));
  }

  /** It was cancelled, or its time is over. */
  gone({ orderNumber }: Outcome<'OrderCancelled' | 'OrderExpired'>): void {
    const standing = this.#standing.get(orderNumber);
    if (standing !== undefined) this.#remove(orderNumber, standing);
  }

  /** Without its priority it trades and comes to rest as if it were new. */
  replaced({ orderNumber, price, priorityKept, remaining }: Outcome<'OrderReplaced'>): void {
    const standing = this.#standing.get(orderNumber);
    assert(standing !== undefined, 'only an order that stands is replaced');
    const ticks = this.#ticks(price);
    assert(!priorityKept || ticks === standing.price, 'priority is kept only at the same price');
    const left = this.#lots(remaining);
    if (priorityKept) {
      this.#show(orderNumber, standing, Math.min(standing.shown, left));
      return;
    }
    standing.side.remove(standing.price, orderNumber);
    standing.price = ticks;
    this.#takes(orderNumber);
    this.#show(orderNumber, standing, Math.min(standing.mostShown, left));
  }

  /** The input is complete: what is left of its last taker stands behind all others at its price. */
  rest(): void {
    const orderNumber = this.#taker;
    this.#taker = undefined;
    const standing = orderNumber === undefined ? undefined : this.#standing.get(orderNumber);
    if (orderNumber === undefined || standing === undefined) return;
    standing.side.set(standing.price, orderNumber, standing.shown);
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

  /** What it shows is less by so much: 0 until it shows more. */
  #less({ orderNumber, remaining }: Side, quantity: string): void {
    const standing = this.#standing.get(orderNumber);
    assert(standing !== undefined, 'who trades out of a book stands in it');
    if (this.#lots(remaining) === 0) this.#remove(orderNumber, standing);
    else this.#show(orderNumber, standing, standing.shown - this.#lots(quantity));
  }

  /** Of the taker: it will show as much as it may of what is left. */
  #left({ orderNumber, remaining }: Side): void {
    const standing = this.#standing.get(orderNumber);
    if (standing === undefined) return;
    const left = this.#lots(remaining);
    if (left === 0) this.#remove(orderNumber, standing);
    else this.#show(orderNumber, standing, Math.min(standing.mostShown, left));
  }

  #takes(orderNumber: number): void {
    this.rest();
    this.#taker = orderNumber;
  }

  #show(orderNumber: number, standing: Standing, lots: number): void {
    standing.shown = lots;
    if (orderNumber !== this.#taker) standing.side.set(standing.price, orderNumber, lots);
  }

  #remove(orderNumber: number, { side, price, waits }: Standing): void {
    if (!waits && orderNumber !== this.#taker) side.remove(price, orderNumber);
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
