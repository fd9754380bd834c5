import { ACCOUNT, NONE, type Orders, REVISION } from './orders.ts';

/**
 * Finds the slot of an order by its account and revision. Open addressing, eight bytes an entry: a hash, and the slot
 * plus one. The order itself says whose entry it is. Neighbouring revisions of an account have neighbouring entries,
 * so orders that came together are found together. What is deleted is closed up at once: an index that has been busy
 * for a year is as fast as a new one. Allocates only to grow.
 */
export class OrderIndex {
  readonly #orders: Orders;
  #entries: Int32Array;
  #mask: number;
  #size = 0;

  constructor(orders: Orders, capacity: number) {
    this.#orders = orders;
    let places = 16;
    while (places < capacity << 1) places <<= 1;
    this.#entries = new Int32Array(places << 1);
    this.#mask = places - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** The slot, or `NONE`. */
  get(account: number, revision: number): number {
    const at = this.#find(hashOf(account, revision), account, revision);
    return (this.#entries[(at << 1) | 1] as number) - 1;
  }

  /** Takes up the order of a slot. False where there is one with its account and revision already. */
  add(account: number, revision: number, slot: number): boolean {
    if (this.#size << 1 > this.#mask) this.#grow();
    const hash = hashOf(account, revision);
    const at = this.#find(hash, account, revision);
    const entries = this.#entries;
    if (entries[(at << 1) | 1] !== 0) return false;
    entries[at << 1] = hash;
    entries[(at << 1) | 1] = slot + 1;
    this.#size += 1;
    return true;
  }

  /** The slot, which is not found any more; or `NONE`. */
  take(account: number, revision: number): number {
    const entries = this.#entries;
    const mask = this.#mask;
    let hole = this.#find(hashOf(account, revision), account, revision);
    const slot = (entries[(hole << 1) | 1] as number) - 1;
    if (slot === NONE) return NONE;
    // Whatever was pushed beyond the hole by what stood before it moves back into it.
    for (let at = (hole + 1) & mask; entries[(at << 1) | 1] !== 0; at = (at + 1) & mask) {
      const home = (entries[at << 1] as number) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      entries[hole << 1] = entries[at << 1] as number;
      entries[(hole << 1) | 1] = entries[(at << 1) | 1] as number;
      hole = at;
    }
    entries[(hole << 1) | 1] = 0;
    this.#size -= 1;
    return slot;
  }

  /** Where the order is, or the free place where it would be put. */
  #find(hash: number, account: number, revision: number): number {
    const { numbers, ints } = this.#orders;
    const entries = this.#entries;
    const mask = this.#mask;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = (entries[(at << 1) | 1] as number) - 1;
      if (slot === NONE) return at;
      if (
        entries[at << 1] === hash &&
        numbers[(slot << 3) | REVISION] === revision &&
        ints[(slot << 4) | ACCOUNT] === account
      ) {
        return at;
      }
    }
  }

  #grow(): void {
    const old = this.#entries;
    const entries = new Int32Array(old.length << 1);
    const mask = (this.#mask << 1) | 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i | 1] === 0) continue;
      let at = (old[i] as number) & mask;
      while (entries[(at << 1) | 1] !== 0) at = (at + 1) & mask;
      entries[at << 1] = old[i] as number;
      entries[(at << 1) | 1] = old[i | 1] as number;
    }
    this.#entries = entries;
    this.#mask = mask;
  }
}

/** Eight revisions in a row lie beside each other; where, follows from all bits of theirs and of the account. */
function hashOf(account: number, revision: number): number {
  const row = Math.imul(((revision / 8) | 0) ^ Math.imul(account, 0x27d4eb2f), 0x9e3779b1);
  return ((row ^ (row >>> 15)) & ~7) | (revision & 7);
}
