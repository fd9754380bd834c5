import type { Atto } from '../decimal.ts';
import { times } from '../decimal.ts';
import type { Fill } from '../fill.ts';
import { type Range, worth } from './range.ts';

/** Where a market is, and where it was when the day began. */
export interface ModelMark {
  readonly price: Range;
  readonly atDayStart: Range;
}

/**
 * What an account has traded in one market. The profit of a day is what its fills have paid, and what there is now is worth
 * more than what there was when it began: no cost and no average is reckoned for it.
 */
export class ModelPosition {
  /** Bought less sold. */
  quantity: Atto = 0n;
  /** As the wire writes it: that of the last fill. */
  #day = '';
  #atDayStart: Atto = 0n;
  /** Paid out for what was bought, less what was got for what was sold, and fees. */
  #paidToday: Atto = 0n;

  fill(day: string, { bought, paid, fee }: Fill): void {
    if (day > this.#day) {
      this.#day = day;
      this.#atDayStart = this.quantity;
      this.#paidToday = 0n;
    }
    this.quantity += bought;
    this.#paidToday += paid + fee;
  }

  /** Whether a price matters to what a day has brought. */
  isPricedOn(day: string): boolean {
    return this.quantity !== 0n || this.#startOf(day) !== 0n;
  }

  lossOn(day: string, mark: ModelMark): Range {
    const now = worth(this.quantity, mark.price, times);
    const then = worth(this.#startOf(day), mark.atDayStart, times);
    const paid = this.paidOn(day);
    return { least: then.least + paid - now.most, most: then.most + paid - now.least };
  }

  /** The loss of a day on which no price matters. */
  paidOn(day: string): Atto {
    return day === this.#day ? this.#paidToday : 0n;
  }

  #startOf(day: string): Atto {
    return day === this.#day ? this.#atDayStart : this.quantity;
  }
}
