import type { WireLevel } from './market-state.ts';
import { PriceLadder } from './price-ladder.ts';

/** A level that an input has changed: what stood at this price before it, and what does now (`"0"`: nothing). */
export interface TouchedLevel {
  readonly ticks: number;
  readonly before: WireLevel | undefined;
  readonly now: WireLevel;
}

export interface TouchedLevels {
  readonly bids: readonly TouchedLevel[];
  readonly asks: readonly TouchedLevel[];
}

/** Levels by their price in ticks, which only says where they stand. */
export class ViewSide {
  readonly #prices: PriceLadder;
  readonly #levels = new Map<number, WireLevel>();

  constructor(side: 'buy' | 'sell') {
    this.#prices = new PriceLadder(side);
  }

  set(ticks: number, now: WireLevel): TouchedLevel {
    const before = this.#levels.get(ticks);
    if (now[1] === '0') {
      if (before !== undefined) this.#prices.remove(ticks);
      this.#levels.delete(ticks);
    } else {
      if (before === undefined) this.#prices.add(ticks);
      this.#levels.set(ticks, now);
    }
    return { ticks, before, now };
  }

  get size(): number {
    return this.#levels.size;
  }

  levels(depth: number): WireLevel[] {
    return this.#prices.best(depth).map((ticks) => this.levelAt(ticks));
  }

  /** @param ticks a price at which there is a level */
  levelAt(ticks: number): WireLevel {
    return this.#levels.get(ticks) as WireLevel;
  }

  /** @param place below `size`, 0 being the best */
  ticksAt(place: number): number {
    return this.#prices.at(place);
  }

  isWorse(ticks: number, than: number): boolean {
    return this.#prices.compare(ticks, than) > 0;
  }

  /** Worse than any price. */
  get worst(): number {
    return this.#prices.compare(0, 1) < 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }
}
