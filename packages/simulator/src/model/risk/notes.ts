import type { Range } from './range.ts';

interface Note {
  readonly atMs: number;
  /** What an order says; undefined of any other message. */
  readonly likeness: string | undefined;
}

/** When something is decided, where only its process knows. In ms. */
export interface When {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/**
 * Orders, replaces and cancels of an account, the newest last. What was sent before the limits that hold now may count for them
 * or not: it does where the limits before them counted it, too.
 */
export class Notes {
  readonly #notes: Note[] = [];
  /** The first one since the limits hold. */
  #counted = 0;

  add(at: string, likeness?: string): void {
    this.#notes.push({ atMs: Date.parse(at), likeness });
  }

  limitsChanged(): void {
    this.#counted = this.#notes.length;
  }

  /** Messages within the last so many ms. */
  countWithin(windowMs: number, { earliestMs, latestMs }: When): Range {
    return {
      least: this.#count(latestMs - windowMs, this.#counted),
      most: this.#count(earliestMs - windowMs, 0),
    };
  }

  /** How many orders said the same within the last so many ms. */
  alikeWithin(windowMs: number, { earliestMs, latestMs }: When, likeness: string): Range {
    return {
      least: this.#count(latestMs - windowMs, this.#counted, likeness),
      most: this.#count(earliestMs - windowMs, 0, likeness),
    };
  }

  #count(afterMs: number, from: number, likeness?: string): bigint {
    let count = 0n;
    for (let index = this.#notes.length - 1; index >= from; index--) {
      const note = this.#notes[index] as Note;
      if (note.atMs <= afterMs) break;
      if (likeness === undefined || note.likeness === likeness) count += 1n;
    }
    return count;
  }
}
