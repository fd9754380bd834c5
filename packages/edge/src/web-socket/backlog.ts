/** What was sent to a client and is still waiting for it, and for how long. */
export class Backlog {
  #sent = 0;
  #taken = 0;
  /** How much was sent when it was looked at, oldest first; those that are over are gone. */
  readonly #marks: { readonly sent: number; readonly atMs: number }[] = [];

  /** Counts a frame that is sent now. @returns to be called when it is written out */
  add(): () => void {
    this.#sent += 1;
    return this.#take;
  }

  readonly #take = (): void => {
    this.#taken += 1;
  };

  /** For how long the oldest frame has been waiting, to within the time since this was last called. */
  waitedMs(nowMs: number): number {
    while (this.#marks[0] !== undefined && this.#marks[0].sent <= this.#taken) this.#marks.shift();
    if (this.#sent > this.#taken && this.#marks.at(-1)?.sent !== this.#sent) {
      this.#marks.push({ sent: this.#sent, atMs: nowMs });
    }
    const [oldest] = this.#marks;
    return oldest === undefined ? 0 : nowMs - oldest.atMs;
  }
}
