import { type Instrument, type PriceBand, protectionPrice, ticks } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { BUY } from './ladder.ts';

/** How far from the last trades of a market the next ones may be. */
export class Band {
  readonly #band: PriceBand;
  readonly #reference: number | undefined;
  /** A ring of the last prices. */
  readonly #prices: Float64Array;
  #count = 0;
  #next = 0;
  #sum = 0;
  #isStale = true;
  /** Without any price to start from, all is within it. */
  #low = 0;
  #high = Number.POSITIVE_INFINITY;

  constructor({ priceBand, referencePrice }: Instrument) {
    assert(priceBand !== undefined, 'a band is made of one that the instrument has');
    this.#band = priceBand;
    this.#reference = referencePrice;
    this.#prices = new Float64Array(priceBand.window);
  }

  get rejects(): boolean {
    return this.#band.beyond === 'reject';
  }

  get auctionMs(): number {
    return this.#band.auctionMs;
  }

  /** The limit of an order, or the edge of the band where that is nearer. */
  within(side: number, limit: number): number {
    return side === BUY ? Math.min(limit, this.#high) : Math.max(limit, this.#low);
  }

  push(price: number): void {
    const { length } = this.#prices;
    if (this.#count === length) this.#sum -= this.#prices[this.#next] as number;
    else this.#count += 1;
    this.#prices[this.#next] = price;
    this.#sum += price;
    this.#next = (this.#next + 1) % length;
    this.#isStale = true;
  }

  /** Begins anew with one price, at once. */
  restart(price: number): void {
    this.#count = 0;
    this.#next = 0;
    this.#sum = 0;
    this.push(price);
    this.begin();
  }

  /** Takes up the trades since it was last called. */
  begin(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    const price = this.#count === 0 ? this.#reference : Math.floor(this.#sum / this.#count);
    if (price === undefined) return;
    this.#low = protectionPrice('sell', ticks(price), this.#band.rate);
    this.#high = protectionPrice('buy', ticks(price), this.#band.rate);
  }

  /** Oldest first. */
  prices(): number[] {
    const { length } = this.#prices;
    const oldest = this.#next - this.#count + length;
    return Array.from(
      { length: this.#count },
      (_, i) => this.#prices[(oldest + i) % length] as number,
    );
  }
}
