import { frameOf } from './frame.ts';
import type { Told } from './told.ts';

/** Some deltas, written. */
export interface Framed {
  readonly frame: Buffer;
  readonly messages: number;
}

/** Deltas of one frame that is written once for all who come back. */
const CHUNK = 64;

/** The newest deltas of a feed: how far back a client may go on from. */
export class Recent {
  readonly #countMax: () => number;
  #deltas: Told[] = [];
  /** Deltas that were here before the first of these. */
  #gone = 0;
  /** Whole chunks that somebody has asked for, by their number. */
  readonly #chunks = new Map<number, Framed>();
  /** Every delta after this sequence is here. */
  #floor: number;

  /** @param countMax asked again and again: how many are kept; there may be a quarter more */
  constructor(floor: number, countMax: () => number) {
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
    const countMax = this.#countMax();
    if (this.#deltas.length <= countMax * 1.25) return;
    const cut = this.#deltas.splice(0, this.#deltas.length - countMax);
    this.#floor = cut.at(-1)?.sequence ?? this.#floor;
    this.#gone += cut.length;
    for (const chunk of this.#chunks.keys()) {
      if (chunk * CHUNK < this.#gone) this.#chunks.delete(chunk);
    }
  }

  /** All those after a sequence are here. */
  reaches(sequence: number): boolean {
    return sequence >= this.#floor;
  }

  /**
   * Those after a sequence, oldest first; undefined where not all of them are here. However many come back from wherever,
   * no more than the two ends of what they have missed is written for one alone.
   */
  framesSince(sequence: number): readonly Framed[] | undefined {
    if (!this.reaches(sequence)) return undefined;
    const frames: Framed[] = [];
    for (let at = this.#indexAfter(sequence); at < this.#deltas.length; ) {
      const chunk = Math.floor((this.#gone + at) / CHUNK);
      const end = Math.min((chunk + 1) * CHUNK - this.#gone, this.#deltas.length);
      frames.push(end - at === CHUNK ? this.#chunk(chunk) : this.#framed(at, end));
      at = end;
    }
    return frames;
  }

  #chunk(chunk: number): Framed {
    const known = this.#chunks.get(chunk);
    if (known !== undefined) return known;
    const at = chunk * CHUNK - this.#gone;
    const framed = this.#framed(at, at + CHUNK);
    this.#chunks.set(chunk, framed);
    return framed;
  }

  #framed(at: number, end: number): Framed {
    const told = this.#deltas.slice(at, end);
    return { frame: frameOf(told.map(({ json }) => json)), messages: told.length };
  }

  #indexAfter(sequence: number): number {
    let low = 0;
    let high = this.#deltas.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#deltas[middle] as Told).sequence <= sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
