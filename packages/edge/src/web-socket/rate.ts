/** How often something has happened in this second of the monotonic clock. */
export class Rate {
  #second = 0;
  #count = 0;

  /** @returns how often, this time included */
  next(): number {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count;
  }
}
