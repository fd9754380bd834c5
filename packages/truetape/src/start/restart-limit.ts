/** So often within {@link WINDOW_MS} a process is started again. */
export const RESTARTS_MAX = 5;
export const WINDOW_MS = 60_000;

/** When a process that has ended is not started again. */
export class RestartLimit {
  readonly #nowMs: () => number;
  #endedAtMs: number[] = [];
  #failedAt: number | undefined;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /**
   * @param code null when a signal ended it: that says nothing about what it was reading
   * @param position how far it had read
   * @returns why it stays down; undefined when it may be started again
   */
  ended(code: number | null, position: number | undefined): string | undefined {
    const nowMs = this.#nowMs();
    if (code !== null && position !== undefined) {
      if (this.#failedAt === position) return 'it fails there each time';
      this.#failedAt = position;
    }
    this.#endedAtMs = [...this.#endedAtMs, nowMs].filter((atMs) => nowMs - atMs < WINDOW_MS);
    if (this.#endedAtMs.length <= RESTARTS_MAX) return undefined;
    return `it ended ${this.#endedAtMs.length} times within ${WINDOW_MS / 1_000} seconds`;
  }
}
