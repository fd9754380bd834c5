/** How many there are of each: connections of an account, requests of an address. */
export class Tally {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** @returns to be called once, when it is over */
  add(key: string): () => void {
    this.up(key);
    return () => this.down(key);
  }

  up(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
  }

  down(key: string): void {
    const left = this.of(key) - 1;
    if (left === 0) this.#counts.delete(key);
    else this.#counts.set(key, left);
  }
}
