import { bookChecksumText, CHECKSUM_LEVELS } from '@truetape/contracts/book-check';
import crc32 from 'crc-32';
import type { Check, Delta, LocalState, Snapshot } from './local-state.ts';
import { PriceList } from './price-list.ts';

/** Price and quantity. */
export type Level = [price: string, quantity: string];

/** The best levels of one market, as many as were subscribed to. */
export class LocalBook implements LocalState<'book'> {
  readonly #bids = new PriceList<string>('buy');
  readonly #asks = new PriceList<string>('sell');

  /** Best first: at most so many, or all that are known. */
  bids(depth = Number.POSITIVE_INFINITY): Level[] {
    return this.#bids.best(depth);
  }

  /** Best first: at most so many, or all that are known. */
  asks(depth = Number.POSITIVE_INFINITY): Level[] {
    return this.#asks.best(depth);
  }

  /** The CRC-32 of `bookChecksumText`, unsigned. */
  checksum(): number {
    const text = bookChecksumText(this.bids(CHECKSUM_LEVELS), this.asks(CHECKSUM_LEVELS));
    return crc32.str(text) >>> 0;
  }

  snapshot({ bids, asks }: Snapshot<'book'>): void {
    this.#bids.clear();
    this.#asks.clear();
    setAll(this.#bids, bids);
    setAll(this.#asks, asks);
  }

  delta({ bids, asks }: Delta<'book'>): boolean {
    setAll(this.#bids, bids);
    setAll(this.#asks, asks);
    return true;
  }

  async matches({ checksum }: Check<'book'>): Promise<boolean> {
    return this.checksum() === checksum;
  }
}

function setAll(side: PriceList<string>, levels: readonly Level[]): void {
  for (const [price, quantity] of levels) {
    if (quantity === '0') side.delete(price);
    else side.set(price, quantity);
  }
}
