/**
 * Orders as numbers in two buffers, by slot. What matching touches is one cache line of 64 bytes; what only outcomes
 * need stands apart. A slot that is free again keeps its numbers until the next order is placed, so that the outcomes
 * of an input can be read after it.
 */
export class Orders {
  /** `numbers[slot * 8 + REMAINING | PRICE | REVISION]` */
  numbers!: Float64Array;
  /** `ints[slot * 16 + ACCOUNT | …]`, over the same bytes */
  ints!: Int32Array;
  /** `terms[slot * 4 + QUANTITY | ORDER_NUMBER]` */
  terms!: Float64Array;
  /** `rates[slot * 8 + MAKER_RATE | TAKER_RATE]`, over the same bytes as the terms */
  rates!: Int32Array;
  #free = NONE;
  #used = 0;
  #capacity = 0;

  constructor(capacity = 256) {
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
    const hot = new ArrayBuffer(capacity * 64);
    const cold = new ArrayBuffer(capacity * 32);
    const numbers = new Float64Array(hot);
    const terms = new Float64Array(cold);
    if (this.#capacity > 0) {
      numbers.set(this.numbers);
      terms.set(this.terms);
    }
    this.numbers = numbers;
    this.ints = new Int32Array(hot);
    this.terms = terms;
    this.rates = new Int32Array(cold);
    this.#capacity = capacity;
  }
}

/** What stands for no order, no level, no account. */
export const NONE = -1;

/** Lots that can still trade. */
export const REMAINING = 0;
/** Its limit in ticks. */
export const PRICE = 1;
/** Of its `OrderPlaced` in the stream of its account: with the account, who it is. */
export const REVISION = 2;

export const ACCOUNT = 8;
/** Where it rests, or `NONE`. */
export const LEVEL = 9;
/** Its neighbours at the same price. */
export const OLDER = 10;
export const NEWER = 11;
/** Where it stands among the orders of its account. */
export const OWN_PLACE = 12;
export const SIDE = 14;

/** The total, fills included. */
export const QUANTITY = 0;
/** The market's own number of it. */
export const ORDER_NUMBER = 1;

export const MAKER_RATE = 4;
export const TAKER_RATE = 5;
