/** What one kind of anchor does not have yet. */
export interface Lag {
  readonly events: number;
  /** Since when there is something new. */
  readonly ms: number;
}

/** How far one kind of anchor has come. Anchors themselves are nothing new: a quiet log gets no anchor of an anchor. */
export class Coverage {
  #covered = 0;
  /** Of the tree when something new was added last. */
  #newsSize = 0;
  #newSinceMs: number | undefined;

  /** Events that are covered. */
  get size(): number {
    return this.#covered;
  }

  get isBehind(): boolean {
    return this.#newsSize > this.#covered;
  }

  /** The last event of a tree of `size` is something new. */
  addNews(size: number, nowMs: number): void {
    this.#newsSize = size;
    if (this.isBehind) this.#newSinceMs ??= nowMs;
  }

  /** The first `size` events are covered, by an anchor that was made at that time. */
  cover(size: number, madeAtMs: number): void {
    this.#covered = Math.max(this.#covered, size);
    this.#newSinceMs = this.isBehind ? madeAtMs : undefined;
  }

  lag(nowMs: number): Lag {
    if (!this.isBehind) return { events: 0, ms: 0 };
    return { events: this.#newsSize - this.#covered, ms: nowMs - (this.#newSinceMs ?? nowMs) };
  }
}
