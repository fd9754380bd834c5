import type { BookOrder } from '@truetape/contracts';
import { bookDigestText } from '@truetape/contracts/book-check';
import type { Check, Delta, LocalState, Snapshot } from './local-state.ts';
import { PriceList } from './price-list.ts';

type Side = 'buy' | 'sell';

/** The orders at one price by their number, the oldest first, with the quantity that each shows. */
type Queue = Map<number, string>;

/** Every order that stands in the book of one market, as far as anybody may see it. */
export class LocalOrderBook implements LocalState<'orders-of-book'> {
  readonly #sides = { buy: new PriceList<Queue>('buy'), sell: new PriceList<Queue>('sell') };
  readonly #placeOf = new Map<number, { readonly side: Side; readonly price: string }>();

  /** The best price first, at one price the oldest order first. */
  bids(): BookOrder[] {
    return this.#orders('buy');
  }

  /** The best price first, at one price the oldest order first. */
  asks(): BookOrder[] {
    return this.#orders('sell');
  }

  /** The SHA-256 of `bookDigestText` in lower-case hex: the matcher's own, when this is its book. */
  async digest(): Promise<string> {
    const text = new TextEncoder().encode(bookDigestText(this.bids(), this.asks()));
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  snapshot({ bids, asks }: Snapshot<'orders-of-book'>): void {
    this.#sides.buy.clear();
    this.#sides.sell.clear();
    this.#placeOf.clear();
    for (const [number, price, quantity] of bids) this.#add(number, 'buy', price, quantity);
    for (const [number, price, quantity] of asks) this.#add(number, 'sell', price, quantity);
  }

  delta({ removed, changed, added }: Delta<'orders-of-book'>): boolean {
    return (
      removed.every((number) => this.#remove(number)) &&
      changed.every(([number, quantity]) => this.#change(number, quantity)) &&
      added.every(([number, side, price, quantity]) => this.#add(number, side, price, quantity))
    );
  }

  async matches({ digest }: Check<'orders-of-book'>): Promise<boolean> {
    return (await this.digest()) === digest;
  }

  #orders(side: Side): BookOrder[] {
    return this.#sides[side]
      .best(Number.POSITIVE_INFINITY)
      .flatMap(([price, queue]) =>
        Array.from(queue, ([number, quantity]): BookOrder => [number, price, quantity]),
      );
  }

  #add(number: number, side: Side, price: string, quantity: string): boolean {
    if (this.#placeOf.has(number)) return false;
    this.#placeOf.set(number, { side, price });
    const queue = this.#sides[side].get(price);
    if (queue === undefined) this.#sides[side].set(price, new Map([[number, quantity]]));
    else queue.set(number, quantity);
    return true;
  }

  #change(number: number, quantity: string): boolean {
    const place = this.#placeOf.get(number);
    if (place === undefined) return false;
    this.#sides[place.side].get(place.price)?.set(number, quantity);
    return true;
  }

  #remove(number: number): boolean {
    const place = this.#placeOf.get(number);
    if (place === undefined) return false;
    this.#placeOf.delete(number);
    const queue = this.#sides[place.side].get(place.price);
    queue?.delete(number);
    if (queue?.size === 0) this.#sides[place.side].delete(place.price);
    return true;
  }
}
