/**
 * The outcomes of one input as rows of eight numbers, in order: `rows[(row << 3) | KIND]` says which, the others what.
 * Orders stand there as slots; what a slot says of an order that is gone holds until the next order is placed.
 */
export class Tape {
  rows = new Float64Array(SMALL * 8);
  length = 0;

  /** For the next input. What a huge one has left behind is given back. */
  clear(): void {
    if (this.length > LARGE) this.rows = new Float64Array(SMALL * 8);
    this.length = 0;
  }

  /** Where the next row begins. */
  next(): number {
    const at = this.length * 8;
    if (at === this.rows.length) {
      const rows = new Float64Array(this.rows.length * 2);
      rows.set(this.rows);
      this.rows = rows;
    }
    this.length += 1;
    return at;
  }

  /** A row of few numbers. */
  write(kind: number, first: number, second = 0, third = 0, fourth = 0): void {
    const at = this.next();
    const { rows } = this;
    rows[at] = kind;
    rows[at + 1] = first;
    rows[at + 2] = second;
    rows[at + 3] = third;
    rows[at + 4] = fourth;
  }
}

const SMALL = 1_024;
const LARGE = 65_536;

/** What a row is; its other numbers stand in the table, in order. */
export const KIND = 0;

/** slot */
export const ACCEPTED = 0;
/** rejection */
export const REJECTED = 1;
/** maker's slot, taker's slot, price, lots, trade number, lots left in the maker, in the taker */
export const TRADED = 2;
/** slot, lots that were left, reason */
export const CANCELLED = 3;
/** rejection */
export const CANCEL_REJECTED = 4;
/** slot, price, lots in all, lots left, 1 when it kept its place */
export const REPLACED = 5;
/** rejection */
export const REPLACE_REJECTED = 6;
/** how many were cancelled */
export const CANCELS_APPLIED = 7;
/** state before, state now, why, when an auction is due */
export const STATE_CHANGED = 8;
/** as of a trade */
export const TRADED_IN_AUCTION = 9;
/** maker's slot, taker's slot, price, lots, mode, lots left in the maker, in the taker */
export const PREVENTED = 10;
/** slot, lots that it shows */
export const REFRESHED = 11;
/** slot, lots that were left */
export const EXPIRED = 12;
/** slot, where its stop stood */
export const TRIGGERED = 13;
/** ruleset before, ruleset now */
export const RULESET_CHANGED = 14;
/** price or 0, lots, lots left over, on which side */
export const INDICATED = 15;
