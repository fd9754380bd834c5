import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts';

/**
 * A Merkle tree (RFC 9162 §2.1.1) that only grows: it remembers the roots of its largest complete subtrees, as many as
 * its size has binary ones.
 */
export class Frontier {
  #size = 0;
  /** Of the complete subtrees from left to right: each is larger than the next. */
  readonly #roots: Buffer[] = [];

  /** The tree of `size` leaves again, from its {@link roots}. */
  static of(size: number, roots: readonly Uint8Array[]): Frontier {
    const frontier = new Frontier();
    frontier.#size = size;
    for (const root of roots) frontier.#roots.push(Buffer.from(root));
    return frontier;
  }

  /** How many leaves there are. */
  get size(): number {
    return this.#size;
  }

  /** Roots of the largest complete subtrees, from left to right. */
  get roots(): readonly Buffer[] {
    return this.#roots;
  }

  add(data: Uint8Array): void {
    let root = leafHash(data);
    // Every complete subtree on the right that is as large as the new one becomes one with it.
    for (let trees = this.#size; trees % 2 === 1; trees = (trees - 1) / 2) {
      root = nodeHash(this.#roots.pop() as Buffer, root);
    }
    this.#roots.push(root);
    this.#size += 1;
  }

  root(): Buffer {
    const [last, ...larger] = [...this.#roots].reverse();
    if (last === undefined) return EMPTY_ROOT;
    return larger.reduce((right, left) => nodeHash(left, right), last);
  }
}
