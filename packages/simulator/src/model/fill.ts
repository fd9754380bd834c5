import type { Atto } from './decimal.ts';

/** What an account has traded, or what is put right of it. */
export interface Fill {
  /** Below zero where it was sold. */
  readonly bought: Atto;
  /** Without its fee; below zero where it was got. */
  readonly paid: Atto;
  readonly fee: Atto;
}

/** Fills, added up. */
export class Fills implements Fill {
  bought: Atto = 0n;
  paid: Atto = 0n;
  fee: Atto = 0n;

  add({ bought, paid, fee }: Fill): void {
    this.bought += bought;
    this.paid += paid;
    this.fee += fee;
  }
}
