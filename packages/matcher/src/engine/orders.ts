/**
 * Orders as numbers in two buffers, by slot. All that matching and its outcomes touch of an order is one cache line of
 * 64 bytes; what only trades need stands aside. A slot that is free again keeps its numbers until the next order is
 * placed, so that the outcomes of an input can be read after it.
 */
export class Orders {
  /** `numbers[(slot << 3) | …]` */
  numbers!: Float64Array;
  /** `ints[(slot << 4) | …]`, over the same bytes */
  ints!: Int32Array;
  /** `aside[(slot << 2) | …]` */
  aside!: Int32Array;
  #free = NONE;
  #used = 0;
  #capacity = 0;

  constructor(capacity: number) {
    this.#resize(capacity);
  }

  /** A slot for a new order. Whatever a buffer was taken from here before is not to be used any more. */
  allocate(): number {
    const slot = this.#free;
    if (slot !== NONE) {
      this.#free = this.ints[(slot << 4) | NEWER] as number;
      return slot;
    }
    if (this.#used === this.#capacity) this.#resize(this.#capacity * 2);
    return this.#used++;
  }

  free(slot: number): void {
    this.ints[(slot << 4) | NEWER] = this.#free;
    this.#free = slot;
  }

  #resize(capacity: number): void {
    const numbers = new Float64Array(capacity << 3);
    const aside = new Int32Array(capacity << 2);
    if (this.#capacity > 0) {
      numbers.set(this.numbers);
      aside.set(this.aside);
    }
    this.numbers = numbers;
    this.ints = new Int32Array(numbers.buffer);
    this.aside = aside;
    this.#capacity = capacity;
  }
}

/** What stands for no order, no level, no account. */
export const NONE = -1;

// Of an order, in its cache line: numbers 0 to 3 and 7, ints 8 to 13.

/** Lots that can still trade. Of an iceberg that rests: those that it shows. */
export const REMAINING = 0;
/** Its limit in ticks. While it waits: where its stop stands. */
export const PRICE = 1;
/** Of its `OrderPlaced` in the stream of its account: with the account, who it is. */
export const REVISION = 2;
/** The total, fills included. */
export const QUANTITY = 3;
/** The market's own number of it. */
export const ORDER_NUMBER = 7;

export const ACCOUNT = 8;
/** Where it rests, while it does. */
export const LEVEL = 9;
/** Its neighbours at the same price. */
export const OLDER = 10;
export const NEWER = 11;
/** Where it stands among the orders of its account. */
export const OWN_PLACE = 12;
/** See `traits.ts`. */
export const TRAITS = 13;

export const MAKER_RATE = 0;
export const TAKER_RATE = 1;
/** Where it stands in `Extras`, when it is special. */
export const EXTRA = 2;
