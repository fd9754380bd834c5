import { ACCOUNT, NONE, type Orders, OWN_PLACE } from './orders.ts';
import { OwnerGroups } from './owner-groups.ts';

/** The accounts of a market by number, and the orders of each that rest, in the order in which they came to rest. */
export class Accounts {
  readonly groups = new OwnerGroups();
  readonly #orders: Orders;
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #resting: OwnOrders[] = [];

  constructor(orders: Orders) {
    this.#orders = orders;
  }

  /** The number of an account that has one; `NONE` for others. */
  find(name: string): number {
    return this.#numbers.get(name) ?? NONE;
  }

  /** The number of an account, from now on. */
  numberOf(name: string): number {
    let account = this.#numbers.get(name);
    if (account === undefined) {
      account = this.#names.push(name) - 1;
      this.#numbers.set(name, account);
      this.#resting.push(new OwnOrders(this.#orders, account));
      this.groups.add();
    }
    return account;
  }

  nameOf(account: number): string {
    return this.#names[account] as string;
  }

  /** Of all accounts that have had an order here, or have led the group of one that had. */
  names(): readonly string[] {
    return this.#names;
  }

  restingOf(account: number): OwnOrders {
    return this.#resting[account] as OwnOrders;
  }

  /** Whether an order of an owner rests. */
  hasResting(leader: number): boolean {
    return this.groups.membersOf(leader).some((account) => this.restingOf(account).count > 0);
  }
}

/**
 * The orders of one account: a list to which is only added. An order says itself where it stands in it, so one that goes
 * need not be looked for; what it leaves behind is passed over, and dropped when room is made.
 */
export class OwnOrders {
  readonly #orders: Orders;
  readonly #account: number;
  #slots = new Int32Array(8);
  #length = 0;
  #count = 0;

  constructor(orders: Orders, account: number) {
    this.#orders = orders;
    this.#account = account;
  }

  get count(): number {
    return this.#count;
  }

  add(slot: number): void {
    if (this.#length === this.#slots.length) this.#makeRoom();
    this.#slots[this.#length] = slot;
    this.#orders.ints[(slot << 4) | OWN_PLACE] = this.#length;
    this.#length += 1;
    this.#count += 1;
  }

  remove(slot: number): void {
    this.#orders.ints[(slot << 4) | OWN_PLACE] = NONE;
    this.#count -= 1;
  }

  /** Oldest first. Orders may be removed meanwhile, and none added. */
  *[Symbol.iterator](): Generator<number> {
    for (let place = 0; place < this.#length; place++) {
      const slot = this.#slots[place] as number;
      if (this.#standsAt(slot, place)) yield slot;
    }
  }

  /** The slot may be another order's by now. */
  #standsAt(slot: number, place: number): boolean {
    const { ints } = this.#orders;
    return ints[(slot << 4) | OWN_PLACE] === place && ints[(slot << 4) | ACCOUNT] === this.#account;
  }

  /** Drops what was left behind, or doubles the list where that is little. */
  #makeRoom(): void {
    const from = this.#slots;
    const to = this.#count << 1 > this.#length ? new Int32Array(from.length << 1) : from;
    let length = 0;
    for (let place = 0; place < this.#length; place++) {
      const slot = from[place] as number;
      if (!this.#standsAt(slot, place)) continue;
      to[length] = slot;
      this.#orders.ints[(slot << 4) | OWN_PLACE] = length;
      length += 1;
    }
    this.#slots = to;
    this.#length = length;
  }
}
