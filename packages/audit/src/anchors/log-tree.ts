import { START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { Frontier } from '../merkle/index.ts';

/** The Merkle tree over a log up to an event: what an anchor says of it. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
  /** Of the last event in the tree. */
  readonly position: number;
  readonly hash: string;
}

/** An event as the tree sees it. Its hash covers stream, revision and content. */
export type TreeLeaf = Pick<RecordedEvent, 'position' | 'hash'>;

/** A log's Merkle tree, made from its events in their order: a leaf is the 32 bytes of an event's hash. */
export class LogTree {
  readonly #frontier: Frontier;
  #last: TreeLeaf;

  /** @param from where to go on, with the roots of the complete subtrees there */
  constructor(from?: { readonly head: LogHead; readonly subtrees: readonly string[] }) {
    const subtrees = from?.subtrees.map((root) => Buffer.from(root, 'hex')) ?? [];
    this.#frontier = Frontier.of(from?.head.size ?? 0, subtrees);
    this.#last = from?.head ?? { position: START, hash: '' };
  }

  get size(): number {
    return this.#frontier.size;
  }

  add(event: TreeLeaf): void {
    this.#frontier.add(leafOf(event));
    this.#last = event;
  }

  head(): LogHead {
    const { position, hash } = this.#last;
    return { size: this.size, root: this.#frontier.root().toString('hex'), position, hash };
  }

  /** What {@link LogTree} needs to go on from here, beside its head. */
  subtrees(): readonly string[] {
    return this.#frontier.roots.map((root) => root.toString('hex'));
  }
}

/** The data of an event's leaf. */
export function leafOf({ hash }: Pick<RecordedEvent, 'hash'>): Buffer {
  return Buffer.from(hash, 'hex');
}
