import { LEVEL, NEWER, NONE, OLDER, type Orders, PRICE, REMAINING } from './orders.ts';
import { RankedLevels } from './ranked-levels.ts';

/** Sides as the engine counts them. */
export const BUY = 0;
export const SELL = 1;

/** `levelNumbers[(level << 2) | …]` */
export const LEVEL_PRICE = 0;
/** What can trade there, what is not shown included. */
export const LEVEL_LOTS = 1;
/** `levelInts[(level << 3) | …]`, over the same bytes. */
export const OLDEST = 4;
export const NEWEST = 5;
/** The next level away from the best; it may be empty. */
export const WORSE = 6;

/** So many empty levels are no reason to drop them. */
const EMPTY_LEVELS = 1_024;

/**
 * One side of a book: its levels by price, each a queue of orders, oldest first, linked from the best price to the
 * worst. A level that becomes empty stays where it is, for the next order at its price, until it is on top or half of
 * all are empty.
 */
export class Ladder {
  readonly side: number;
  /** The level with the best price, or `NONE`. It is never empty. */
  best = NONE;
  /** Its price; infinitely bad when nobody is there. */
  top: number;
  levelNumbers = new Float64Array(64 << 2);
  levelInts = new Int32Array(this.levelNumbers.buffer);
  readonly #orders: Orders;
  #ranked = new RankedLevels();
  #empty = 0;
  /** No level has ever had more. */
  #mostLots = 0;
  #free = NONE;
  #used = 0;

  constructor(side: number, orders: Orders) {
    this.side = side;
    this.top = this.#worst;
    this.#orders = orders;
  }

  get #worst(): number {
    return this.side === BUY ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** Whether the level at this price can take so many lots more and still count them exactly. */
  hasRoom(price: number, lots: number): boolean {
    const most = Number.MAX_SAFE_INTEGER - lots;
    if (this.#mostLots <= most) return true;
    const level = this.#ranked.find(this.#rankOf(price));
    return level === NONE || (this.levelNumbers[(level << 2) | LEVEL_LOTS] as number) <= most;
  }

  /** Puts an order behind all others at its price, with so many lots. */
  rest(slot: number, lots: number): void {
    const { numbers, ints } = this.#orders;
    const price = numbers[(slot << 3) | PRICE] as number;
    let level = this.#ranked.find(this.#rankOf(price));
    if (level === NONE) level = this.#open(price);
    const { levelNumbers, levelInts } = this;
    const newest = levelInts[(level << 3) | NEWEST] as number;
    ints[(slot << 4) | LEVEL] = level;
    ints[(slot << 4) | OLDER] = newest;
    ints[(slot << 4) | NEWER] = NONE;
    levelInts[(level << 3) | NEWEST] = slot;
    const levelLots = (levelNumbers[(level << 2) | LEVEL_LOTS] as number) + lots;
    levelNumbers[(level << 2) | LEVEL_LOTS] = levelLots;
    if (levelLots > this.#mostLots) this.#mostLots = levelLots;
    if (newest !== NONE) {
      ints[(newest << 4) | NEWER] = slot;
      return;
    }
    levelInts[(level << 3) | OLDEST] = slot;
    this.#empty -= 1;
  }

  /** Takes an order out, and so many lots. */
  unrest(slot: number, lots: number): void {
    const { ints } = this.#orders;
    const { levelNumbers, levelInts } = this;
    const level = ints[(slot << 4) | LEVEL] as number;
    const older = ints[(slot << 4) | OLDER] as number;
    const newer = ints[(slot << 4) | NEWER] as number;
    if (older === NONE) levelInts[(level << 3) | OLDEST] = newer;
    else ints[(older << 4) | NEWER] = newer;
    if (newer === NONE) levelInts[(level << 3) | NEWEST] = older;
    else ints[(newer << 4) | OLDER] = older;
    const at = (level << 2) | LEVEL_LOTS;
    levelNumbers[at] = (levelNumbers[at] as number) - lots;
    if (older === NONE && newer === NONE) this.#emptied(level);
  }

  /** Puts an order behind all others at its price, where it rests already. */
  requeue(slot: number): void {
    const { ints } = this.#orders;
    const { levelInts } = this;
    const newer = ints[(slot << 4) | NEWER] as number;
    if (newer === NONE) return;
    const level = ints[(slot << 4) | LEVEL] as number;
    const older = ints[(slot << 4) | OLDER] as number;
    const newest = levelInts[(level << 3) | NEWEST] as number;
    if (older === NONE) levelInts[(level << 3) | OLDEST] = newer;
    else ints[(older << 4) | NEWER] = newer;
    ints[(newer << 4) | OLDER] = older;
    ints[(newest << 4) | NEWER] = slot;
    ints[(slot << 4) | OLDER] = newest;
    ints[(slot << 4) | NEWER] = NONE;
    levelInts[(level << 3) | NEWEST] = slot;
  }

  /** Makes what a resting order shows smaller; it keeps its place. */
  reduce(slot: number, byLots: number): void {
    const { numbers, ints } = this.#orders;
    const lots = ((ints[(slot << 4) | LEVEL] as number) << 2) | LEVEL_LOTS;
    this.levelNumbers[lots] = (this.levelNumbers[lots] as number) - byLots;
    numbers[(slot << 3) | REMAINING] = (numbers[(slot << 3) | REMAINING] as number) - byLots;
  }

  /** An empty level is never the best: those on top go, others stay until they are many. */
  #emptied(level: number): void {
    this.#empty += 1;
    if (level === this.best) {
      while (this.best !== NONE && this.levelInts[(this.best << 3) | OLDEST] === NONE) {
        const worse = this.levelInts[(this.best << 3) | WORSE] as number;
        this.#ranked.pop();
        this.#close(this.best);
        this.best = worse;
      }
      this.top =
        this.best === NONE
          ? this.#worst
          : (this.levelNumbers[(this.best << 2) | LEVEL_PRICE] as number);
    } else if (this.#empty > EMPTY_LEVELS && this.#empty << 1 > this.#ranked.size) {
      this.#dropEmpty();
    }
  }

  #open(price: number): number {
    const level = this.#allocate();
    const better = this.#ranked.insert(this.#rankOf(price), level);
    const { levelNumbers, levelInts } = this;
    levelNumbers[(level << 2) | LEVEL_PRICE] = price;
    levelNumbers[(level << 2) | LEVEL_LOTS] = 0;
    levelInts[(level << 3) | OLDEST] = NONE;
    levelInts[(level << 3) | NEWEST] = NONE;
    if (better === NONE) {
      levelInts[(level << 3) | WORSE] = this.best;
      this.best = level;
      this.top = price;
    } else {
      levelInts[(level << 3) | WORSE] = levelInts[(better << 3) | WORSE] as number;
      levelInts[(better << 3) | WORSE] = level;
    }
    this.#empty += 1;
    return level;
  }

  /** The end of an empty level, which no other one is linked to any more. */
  #close(level: number): void {
    this.levelInts[(level << 3) | WORSE] = this.#free;
    this.#free = level;
    this.#empty -= 1;
  }

  #dropEmpty(): void {
    const { levelNumbers, levelInts } = this;
    const kept = new RankedLevels();
    let worse = NONE;
    for (const level of this.#ranked.fromWorst()) {
      if (levelInts[(level << 3) | OLDEST] === NONE) {
        this.#close(level);
        continue;
      }
      kept.insert(this.#rankOf(levelNumbers[(level << 2) | LEVEL_PRICE] as number), level);
      levelInts[(level << 3) | WORSE] = worse;
      worse = level;
    }
    this.#ranked = kept;
  }

  /** A number that is larger the better a price is. */
  #rankOf(price: number): number {
    return this.side === BUY ? price : -price;
  }

  #allocate(): number {
    const level = this.#free;
    if (level !== NONE) {
      this.#free = this.levelInts[(level << 3) | WORSE] as number;
      return level;
    }
    if (this.#used << 2 === this.levelNumbers.length) {
      const numbers = new Float64Array(this.levelNumbers.length << 1);
      numbers.set(this.levelNumbers);
      this.levelNumbers = numbers;
      this.levelInts = new Int32Array(numbers.buffer);
    }
    return this.#used++;
  }
}
