import type { BookSide, TouchedLevel, TouchedLevels } from './book-side.ts';
import type { BookLevels, WireLevel } from './market-state.ts';

/**
 * The best levels of a book, so many of each side and no others, as they change. It costs what the input has changed and
 * what moved over the edge of the window because of it, however deep the book is.
 */
export class BookWindow {
  readonly #bids: SideWindow;
  readonly #asks: SideWindow;

  /** @param depth levels of each side */
  constructor(sides: { readonly bids: BookSide; readonly asks: BookSide }, depth: number) {
    this.#bids = new SideWindow(sides.bids, depth);
    this.#asks = new SideWindow(sides.asks, depth);
  }

  /**
   * What an input did to the window: `"0"` for a level that is not in it any more, in no order. Called after each input
   * that changed the book, with what it touched; undefined where that was not in the window.
   */
  take({ bids, asks }: TouchedLevels): BookLevels | undefined {
    const changes = { bids: this.#bids.take(bids), asks: this.#asks.take(asks) };
    return changes.bids.length + changes.asks.length > 0 ? changes : undefined;
  }
}

class SideWindow {
  readonly #side: BookSide;
  readonly #depth: number;
  /** The price of its last level, after the last input; worse than any while there is room for more. */
  #edge: number;

  constructor(side: BookSide, depth: number) {
    this.#side = side;
    this.#depth = depth;
    this.#edge = this.#edgeNow();
  }

  take(touched: readonly TouchedLevel[]): WireLevel[] {
    const side = this.#side;
    const edgeBefore = this.#edge;
    const edge = this.#edgeNow();
    this.#edge = edge;
    const changes: WireLevel[] = [];
    for (const { ticks, wasThere, now } of touched) {
      if (now[1] !== '0' && !side.isWorse(ticks, edge)) changes.push(now);
      else if (wasThere && !side.isWorse(ticks, edgeBefore)) changes.push(gone(now));
    }
    if (edge !== edgeBefore) this.#shift(edgeBefore, touched, changes);
    return changes;
  }

  /** Levels that nobody touched, and that are on the other side of the edge now. */
  #shift(edgeBefore: number, touched: readonly TouchedLevel[], changes: WireLevel[]): void {
    const side = this.#side;
    const told = new Set(touched.map(({ ticks }) => ticks));
    const last = Math.min(this.#depth, side.size) - 1;
    for (let place = last; place >= 0; place--) {
      const ticks = side.ticksAt(place);
      if (!side.isWorse(ticks, edgeBefore)) break;
      if (!told.has(ticks)) changes.push(side.levelAt(ticks));
    }
    for (let place = this.#depth; place < side.size; place++) {
      const ticks = side.ticksAt(place);
      if (side.isWorse(ticks, edgeBefore)) break;
      if (!told.has(ticks)) changes.push(gone(side.levelAt(ticks)));
    }
  }

  #edgeNow(): number {
    return this.#side.size < this.#depth ? this.#side.worst : this.#side.ticksAt(this.#depth - 1);
  }
}

const gone = ([price]: WireLevel): WireLevel => [price, '0'];
