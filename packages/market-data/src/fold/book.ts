import type { Grid } from '@truetape/codec';
import type { Data, EventType } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { OrderChanges } from '../market-state.ts';
import { NetChanges } from './net-changes.ts';
import type { Standing } from './standing.ts';

type Outcome<Type extends EventType> = Data<Type>;
type Side = Outcome<'TradeExecuted' | 'TradePrevented'>['maker'];

/**
 * The orders of one market that stand or may come to, as the outcomes of its matcher tell: says after each whole input
 * what others see of it.
 */
export class Book {
  readonly #grid: Grid;
  readonly #standing = new Map<number, Standing>();
  readonly #changes: NetChanges;
  /** The order that trades now: what is left of it comes to rest when the next one begins, or the input is complete. */
  #taker: number | undefined;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#changes = new NetChanges(grid);
  }

  /** An order without a limit never comes to rest, and nobody needs to know of it here. */
  accepted(order: Outcome<'OrderAccepted'>): void {
    const { orderNumber, side, price, quantity, displayQuantity, stopPrice } = order;
    if (price === undefined || quantity === undefined) return;
    const mostShown =
      displayQuantity === undefined ? Number.POSITIVE_INFINITY : this.#lots(displayQuantity);
    const standing: Standing = {
      side,
      price: this.#ticks(price),
      mostShown,
      shown: Math.min(mostShown, this.#lots(quantity)),
      waits: stopPrice !== undefined,
      rests: false,
    };
    this.#standing.set(orderNumber, standing);
    if (!standing.waits) this.#takes(orderNumber);
  }

  /**
   * A stop-limit order is a limit order from here on. Nothing of it has traded while it waited. One without a limit trades
   * as well, with the order before it if that stands.
   */
  triggered({ orderNumber }: Outcome<'StopTriggered'>): void {
    this.#rest();
    const standing = this.#standing.get(orderNumber);
    if (standing === undefined) return;
    standing.waits = false;
    this.#takes(orderNumber);
  }

  /** In an auction both sides stand in the book. */
  traded({ maker, taker, quantity, auction }: Outcome<'TradeExecuted'>): void {
    if (auction) this.#rest();
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
    assert(standing?.rests, 'only an order that stands shows more');
    this.#changes.leaves(orderNumber, standing);
    standing.shown = this.#lots(displayed);
    this.#changes.joins(orderNumber, standing);
  }

  /** It was cancelled, or its time is over. */
  gone({ orderNumber }: Outcome<'OrderCancelled' | 'OrderExpired'>): void {
    const standing = this.#standing.get(orderNumber);
    if (standing !== undefined) this.#remove(orderNumber, standing);
  }

  /** Without its priority it trades and comes to rest as if it were new. */
  replaced({ orderNumber, price, priorityKept, remaining }: Outcome<'OrderReplaced'>): void {
    const standing = this.#standing.get(orderNumber);
    assert(standing?.rests, 'only an order that stands is replaced');
    const ticks = this.#ticks(price);
    assert(!priorityKept || ticks === standing.price, 'priority is kept only at the same price');
    const left = this.#lots(remaining);
    if (priorityKept) {
      this.#show(orderNumber, standing, Math.min(standing.shown, left));
      return;
    }
    this.#changes.leaves(orderNumber, standing);
    this.#takes(orderNumber);
    standing.price = ticks;
    standing.shown = Math.min(standing.mostShown, left);
  }

  /** The input is complete: what is left of its last taker stands behind all others at its price. */
  takeChanges(): OrderChanges & { readonly movesLevels: boolean } {
    this.#rest();
    return this.#changes.take(this.#standing);
  }

  #rest(): void {
    const orderNumber = this.#taker;
    this.#taker = undefined;
    const standing = orderNumber === undefined ? undefined : this.#standing.get(orderNumber);
    if (orderNumber !== undefined && standing) this.#changes.joins(orderNumber, standing);
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
    this.#rest();
    this.#taker = orderNumber;
  }

  #show(orderNumber: number, standing: Standing, lots: number): void {
    this.#changes.touches(orderNumber, standing);
    standing.shown = lots;
  }

  #remove(orderNumber: number, standing: Standing): void {
    if (standing.rests) this.#changes.leaves(orderNumber, standing);
    this.#standing.delete(orderNumber);
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
