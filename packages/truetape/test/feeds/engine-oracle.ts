import { createHash } from 'node:crypto';
import { BOOK_DEPTHS, type BookDepth, type BookOrder } from '@truetape/contracts';
import { bookDigestText } from '@truetape/contracts/book-check';
import { type ShownBook, shownIn, type Venue } from '@truetape/read-models/testing';

type Level = [price: string, quantity: string];
type Sides<Line> = { readonly bids: readonly Line[]; readonly asks: readonly Line[] };

/** Every book that the engine has ever shown of a market, by the revision of the last outcome of its input. */
export class EngineOracle {
  /** As digests: there are very many. */
  readonly #orders = new Map<number, string>();
  readonly #levels = new Map<string, string>();
  #last: Sides<BookOrder> = { bids: [], asks: [] };

  constructor(venue: Venue, symbol: string) {
    this.#add(-1, this.#last);
    venue.onInput = (market, revision) => {
      if (market.symbol === symbol) this.#add(revision, ordersOf(shownIn(venue, market)));
    };
  }

  /** What the matcher itself has now. */
  digest(): string {
    return digestOf(this.#last);
  }

  lastLevels(depth: number): Sides<Level> {
    return levelsOf(this.#last, depth);
  }

  isBook(sequence: number, depth: BookDepth, have: Sides<Level>): boolean {
    return this.#levels.get(`${sequence} ${depth}`) === digestOf(have);
  }

  isOrders(sequence: number, have: Sides<BookOrder>): boolean {
    return this.#orders.get(sequence) === digestOf(have);
  }

  #add(revision: number, orders: Sides<BookOrder>): void {
    this.#last = orders;
    this.#orders.set(revision, digestOf(orders));
    for (const depth of BOOK_DEPTHS) {
      this.#levels.set(`${revision} ${depth}`, digestOf(levelsOf(orders, depth)));
    }
  }
}

function digestOf({ bids, asks }: Sides<Level | BookOrder>): string {
  return createHash('sha256').update(bookDigestText(bids, asks)).digest('hex');
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
