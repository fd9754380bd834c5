import { DUE_AT, DUE_PLACE, type Extras } from './extras.ts';
import { EXTRA, NONE, ORDER_NUMBER, type Orders } from './orders.ts';

/** The orders that end at a time, the earliest first, of two at the same time the older one: a binary heap of slots. */
export class Dues {
  readonly #orders: Orders;
  readonly #extras: Extras;
  #slots = new Int32Array(16);
  #count = 0;

  constructor(orders: Orders, extras: Extras) {
    this.#orders = orders;
    this.#extras = extras;
  }

  /** The slot that is due first, or `NONE`. */
  get first(): number {
    return this.#count === 0 ? NONE : (this.#slots[0] as number);
  }

  add(slot: number): void {
    if (this.#count === this.#slots.length) {
      const slots = new Int32Array(this.#slots.length << 1);
      slots.set(this.#slots);
      this.#slots = slots;
    }
    this.#rise(slot, this.#count++);
  }

  remove(slot: number): void {
    const place = this.#extras.ints[(this.#extraOf(slot) << 4) | DUE_PLACE] as number;
    this.#count -= 1;
    const last = this.#slots[this.#count] as number;
    if (last === slot) return;
    this.#rise(last, place);
    this.#sink(last);
  }

  /** Puts a slot where it belongs among those above a place. */
  #rise(slot: number, from: number): void {
    let place = from;
    while (place > 0) {
      const parent = this.#slots[(place - 1) >> 1] as number;
      if (!this.#isBefore(slot, parent)) break;
      this.#put(parent, place);
      place = (place - 1) >> 1;
    }
    this.#put(slot, place);
  }

  /** Moves a slot down until nothing below it is due before it. */
  #sink(slot: number): void {
    let place = this.#extras.ints[(this.#extraOf(slot) << 4) | DUE_PLACE] as number;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && this.#isBefore(this.#at(child + 1), this.#at(child))) {
        child += 1;
      }
      if (!this.#isBefore(this.#at(child), slot)) break;
      this.#put(this.#at(child), place);
      place = child;
    }
    this.#put(slot, place);
  }

  #at(place: number): number {
    return this.#slots[place] as number;
  }

  #put(slot: number, place: number): void {
    this.#slots[place] = slot;
    this.#extras.ints[(this.#extraOf(slot) << 4) | DUE_PLACE] = place;
  }

  #isBefore(one: number, other: number): boolean {
    const { numbers } = this.#extras;
    const oneAt = numbers[(this.#extraOf(one) << 3) | DUE_AT] as number;
    const otherAt = numbers[(this.#extraOf(other) << 3) | DUE_AT] as number;
    return oneAt === otherAt ? this.#numberOf(one) < this.#numberOf(other) : oneAt < otherAt;
  }

  #numberOf(slot: number): number {
    return this.#orders.numbers[(slot << 3) | ORDER_NUMBER] as number;
  }

  #extraOf(slot: number): number {
    return this.#orders.aside[(slot << 2) | EXTRA] as number;
  }
}
