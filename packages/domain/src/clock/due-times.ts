import type { EpochMs } from '../value/units.ts';

interface Due {
  readonly name: string;
  readonly at: EpochMs;
  /** In the heap. */
  place: number;
}

/** Names with a time each, the earliest first: a binary heap that knows the place of every name. */
export class DueTimes {
  readonly #heap: Due[] = [];
  readonly #byName = new Map<string, Due>();

  get first(): EpochMs | undefined {
    return this.#heap[0]?.at;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The earliest first; of what is due at once, by name. */
  entries(): readonly (readonly [name: string, at: EpochMs])[] {
    return this.#heap
      .map(({ name, at }) => [name, at] as const)
      .sort(([one, first], [other, second]) => first - second || (one < other ? -1 : 1));
  }

  /** A name has one time: the one that was set last. */
  set(name: string, at: EpochMs): void {
    this.delete(name);
    const due = { name, at, place: this.#heap.length };
    this.#byName.set(name, due);
    this.#heap.push(due);
    this.#rise(due);
  }

  delete(name: string): void {
    const due = this.#byName.get(name);
    const last = this.#heap.at(-1);
    if (due === undefined || last === undefined) return;
    this.#byName.delete(name);
    this.#heap.pop();
    if (last === due) return;
    this.#put(last, due.place);
    this.#rise(last);
    this.#sink(last);
  }

  /** Forgets what is due until then. @returns the names, the earliest first */
  pass(to: EpochMs): readonly string[] {
    const passed: string[] = [];
    for (let due = this.#heap[0]; due !== undefined && due.at <= to; due = this.#heap[0]) {
      passed.push(due.name);
      this.delete(due.name);
    }
    return passed;
  }

  #rise(due: Due): void {
    for (;;) {
      const parent = due.place === 0 ? undefined : this.#heap[(due.place - 1) >> 1];
      if (parent === undefined || parent.at <= due.at) return;
      this.#exchange(due, parent);
    }
  }

  #sink(due: Due): void {
    for (;;) {
      const left = this.#heap[2 * due.place + 1];
      const right = this.#heap[2 * due.place + 2];
      const child = left !== undefined && right !== undefined && right.at < left.at ? right : left;
      if (child === undefined || child.at >= due.at) return;
      this.#exchange(child, due);
    }
  }

  #exchange(one: Due, other: Due): void {
    const { place } = one;
    this.#put(one, other.place);
    this.#put(other, place);
  }

  #put(due: Due, place: number): void {
    this.#heap[place] = due;
    due.place = place;
  }
}
