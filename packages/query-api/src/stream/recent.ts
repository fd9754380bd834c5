import type { Told } from './told.ts';

/** The newest deltas of a feed: how far back a client may go on from. */
export class Recent {
  readonly #countMax: number;
  #deltas: Told[] = [];
  /** Every delta after this sequence is here. */
  #floor: number;

  constructor(floor: number, countMax: number) {
    this.#floor = floor;
    this.#countMax = countMax;
  }

  /** Of the newest delta; of the floor before the first. */
  get sequence(): number {
    return this.#deltas.at(-1)?.sequence ?? this.#floor;
  }

  add(delta: Told): void {
    this.#deltas.push(delta);
    // Cut rarely, so that it costs nothing on average.
    if (this.#deltas.length < 2 * this.#countMax) return;
    const cut = this.#deltas.splice(0, this.#deltas.length - this.#countMax);
    this.#floor = cut.at(-1)?.sequence ?? this.#floor;
  }

  /** Those after a sequence, oldest first; undefined where not all of them are here. */
  since(sequence: number): readonly Told[] | undefined {
    if (sequence < this.#floor) return undefined;
    let low = 0;
    let high = this.#deltas.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#deltas[middle] as Told).sequence <= sequence) low = middle + 1;
      else high = middle;
    }
    return this.#deltas.slice(low);
  }
}
