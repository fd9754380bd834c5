import { createHash } from 'node:crypto';
import type { BookOrder } from '@truetape/contracts';
import { bookDigestText } from '@truetape/contracts/book-check';
import type { ShownBook, Venue } from '@truetape/read-models/testing';

type Level = [price: string, quantity: string];
type Sides<Line> = { readonly bids: readonly Line[]; readonly asks: readonly Line[] };

/** Every book that the engine has ever shown of a market, by the revision of the last outcome of its input. */
export class EngineOracle {
  readonly #orders = new Map<number, Sides<BookOrder>>();
  #last = -1;

  constructor(venue: Venue, symbol: string) {
    this.#orders.set(-1, { bids: [], asks: [] });
    venue.onInput = (of, revision, shown) => {
      if (of !== symbol) return;
      this.#orders.set(revision, ordersOf(shown));
      this.#last = revision;
    };
  }

  /** What the matcher itself has now. */
  digest(): string {
    const { bids, asks } = this.#ordersAt(this.#last);
    return createHash('sha256').update(bookDigestText(bids, asks)).digest('hex');
  }

  lastLevels(depth: number): Sides<Level> {
    return levelsOf(this.#ordersAt(this.#last), depth);
  }

  isBook(sequence: number, depth: number, have: Sides<Level>): boolean {
    const orders = this.#orders.get(sequence);
    return orders !== undefined && JSON.stringify(levelsOf(orders, depth)) === JSON.stringify(have);
  }

  isOrders(sequence: number, have: Sides<BookOrder>): boolean {
    return JSON.stringify(this.#orders.get(sequence)) === JSON.stringify(have);
  }

  #ordersAt(sequence: number): Sides<BookOrder> {
    return this.#orders.get(sequence) ?? { bids: [], asks: [] };
  }
}

function ordersOf({ buy, sell }: ShownBook): Sides<BookOrder> {
  const flat = (levels: ShownBook['buy']) =>
    levels.flatMap(([price, orders]) =>
      orders.map(([number, quantity]): BookOrder => [number, price, quantity]),
    );
  return { bids: flat(buy), asks: flat(sell) };
}

function levelsOf({ bids, asks }: Sides<BookOrder>, depth: number): Sides<Level> {
  return { bids: sumUp(bids, depth), asks: sumUp(asks, depth) };
}

/** Quantities have at most three decimals here. */
const LOTS = 1_000;

function sumUp(orders: readonly BookOrder[], depth: number): Level[] {
  const lots = new Map<string, number>();
  for (const [, price, quantity] of orders) {
    lots.set(price, (lots.get(price) ?? 0) + Math.round(Number(quantity) * LOTS));
  }
  return [...lots].slice(0, depth).map(([price, sum]) => [price, String(sum / LOTS)]);
}
