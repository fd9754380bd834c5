import { NONE } from './orders.ts';

/** What only special orders have: icebergs, legs of a pair, orders that end at a time, orders that wait for a stop. */
export class Extras {
  /** `numbers[(extra << 3) | …]` */
  numbers = new Float64Array(16 << 3);
  /** `ints[(extra << 4) | …]`, over the same bytes */
  ints = new Int32Array(this.numbers.buffer);
  #free = NONE;
  #used = 0;

  /** One with nothing in it. */
  allocate(): number {
    const extra = this.#take();
    this.numbers.fill(0, extra << 3, (extra + 1) << 3);
    this.ints[(extra << 4) | PARTNER] = NONE;
    return extra;
  }

  free(extra: number): void {
    this.ints[(extra << 4) | PARTNER] = this.#free;
    this.#free = extra;
  }

  #take(): number {
    const extra = this.#free;
    if (extra !== NONE) {
      this.#free = this.ints[(extra << 4) | PARTNER] as number;
      return extra;
    }
    if (this.#used << 3 === this.numbers.length) {
      const numbers = new Float64Array(this.numbers.length << 1);
      numbers.set(this.numbers);
      this.numbers = numbers;
      this.ints = new Int32Array(numbers.buffer);
    }
    return this.#used++;
  }
}

/** Lots of an iceberg that rests and does not show them. */
export const RESERVE = 0;
/** How much of it shows at most. */
export const DISPLAY = 1;
/** The limit of an order that waits. */
export const LIMIT_PRICE = 2;
/** Of a trailing order: how far its stop is from its mark, and the mark. */
export const OFFSET = 3;
export const MARK = 4;
/** When it ends. */
export const DUE_AT = 5;

/** The slot of the other leg. */
export const PARTNER = 12;
/** Where it stands among those that end at a time, and among those that trail. */
export const DUE_PLACE = 13;
export const TRAILING_PLACE = 14;
