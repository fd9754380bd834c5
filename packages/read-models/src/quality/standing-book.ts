import type { Grid } from '@truetape/codec';
import { PriceLadder, type PriceTicks } from '@truetape/domain';
import { onGrid } from '../balances/asked-cell.ts';

/** What of an order row says whether, where and with how much it stands in the book. */
export interface MaybeStanding {
  readonly side: string;
  readonly status: string;
  readonly price: string | null;
  readonly stop_price: string | null;
  readonly triggered_at: string | null;
  readonly remaining: string;
}

/** One side of a book: what stands at its best price, and altogether. In lots, hidden quantity included. */
export class StandingSide {
  readonly #ladder = new PriceLadder();
  readonly #lots = new Map<number, bigint>();
  readonly #bestIsHighest: boolean;
  total = 0n;

  constructor(side: 'buy' | 'sell') {
    this.#bestIsHighest = side === 'buy';
  }

  get best(): PriceTicks | undefined {
    return this.#bestIsHighest ? this.#ladder.highest : this.#ladder.lowest;
  }

  at(price: PriceTicks): bigint {
    return this.#lots.get(price) ?? 0n;
  }

  enter(price: PriceTicks, lots: bigint): void {
    this.#ladder.add(price);
    this.change(price, lots);
  }

  leave(price: PriceTicks, lots: bigint): void {
    this.#ladder.remove(price);
    this.change(price, -lots);
  }

  /** An order that stays where it is has so many more. */
  change(price: PriceTicks, lots: bigint): void {
    const now = this.at(price) + lots;
    this.total += lots;
    if (now === 0n) this.#lots.delete(price);
    else this.#lots.set(price, now);
  }
}

/** What stands in a market, as the rows of its orders tell. It is looked at only after whole inputs. */
export class StandingBook {
  readonly bids = new StandingSide('buy');
  readonly asks = new StandingSide('sell');
  readonly #grid: Grid;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** The row of an order takes the place of the one before. */
  changed(before: MaybeStanding | undefined, after: MaybeStanding): void {
    const side = after.side === 'buy' ? this.bids : this.asks;
    const was = this.#standing(before);
    const is = this.#standing(after);
    if (was !== undefined && is !== undefined && was.price === is.price) {
      if (was.lots !== is.lots) side.change(is.price, is.lots - was.lots);
      return;
    }
    if (was !== undefined) side.leave(was.price, was.lots);
    if (is !== undefined) side.enter(is.price, is.lots);
  }

  #standing(order: MaybeStanding | undefined) {
    if (order === undefined || order.status !== 'open' || order.price === null) return undefined;
    if (order.stop_price !== null && order.triggered_at === null) return undefined;
    const price = onGrid(this.#grid.parsePrice(order.price));
    return { price, lots: BigInt(onGrid(this.#grid.parseQuantity(order.remaining))) };
  }
}
