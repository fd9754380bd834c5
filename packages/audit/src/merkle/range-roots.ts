import { Frontier } from './frontier.ts';
import type { Range } from './ranges.ts';

/** The roots of some subtrees, made while the leaves go by: one frontier for each, whatever the size of the log. */
export class RangeRoots {
  readonly #trees: readonly { readonly range: Range; readonly tree: Frontier }[];
  readonly #inOrder: readonly { readonly range: Range; readonly tree: Frontier }[];
  #next: number;
  #current = 0;

  /** @param first index of the first leaf that will be added; no range begins before it, and none overlaps another */
  constructor(ranges: readonly Range[], first = 0) {
    this.#trees = ranges.map((range) => ({ range, tree: new Frontier() }));
    this.#inOrder = this.#trees.toSorted((one, other) => one.range.start - other.range.start);
    this.#next = first;
  }

  add(data: Uint8Array): void {
    const index = this.#next;
    this.#next += 1;
    const current = this.#inOrder[this.#current];
    if (current === undefined || index < current.range.start) return;
    current.tree.add(data);
    if (index + 1 === current.range.end) this.#current += 1;
  }

  /** In the order in which the ranges were given. They are those of the ranges when the last leaf of each has come. */
  roots(): readonly Buffer[] {
    return this.#trees.map(({ tree }) => tree.root());
  }
}
