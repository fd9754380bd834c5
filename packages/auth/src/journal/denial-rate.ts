import type { ErrorCode } from '@truetape/contracts';

/** Denials that are not told one by one. */
export interface Counted {
  readonly code: ErrorCode;
  count: number;
  readonly fromMs: number;
  toMs: number;
  /** Of the first of them. */
  readonly requestId: string;
}

/** So many of one code and one network are told one by one in a second. */
export const TOLD_PER_SECOND = 10;
/** And so many of all: whoever has many networks fills the log no faster. */
export const TOLD_PER_SECOND_MAX = 200;
const SECOND_MS = 1_000;

/** Which denials are told one by one, and what is counted of the others. Its memory is bounded, whoever asks. */
export class DenialRate {
  #startedAtMs = Number.NEGATIVE_INFINITY;
  #toldInAll = 0;
  readonly #told = new Map<string, number>();
  readonly #counted = new Map<ErrorCode, Counted>();

  /** Whether the next denial of this code and network is told by itself. */
  isTold(code: ErrorCode, network: string, atMs: number): boolean {
    if (Math.abs(atMs - this.#startedAtMs) >= SECOND_MS) {
      this.#startedAtMs = atMs;
      this.#toldInAll = 0;
      this.#told.clear();
    }
    const key = `${code} ${network}`;
    const told = this.#told.get(key) ?? 0;
    if (told >= TOLD_PER_SECOND || this.#toldInAll >= TOLD_PER_SECOND_MAX) return false;
    this.#told.set(key, told + 1);
    this.#toldInAll += 1;
    return true;
  }

  count(code: ErrorCode, requestId: string, atMs: number): void {
    const counted = this.#counted.get(code);
    if (counted === undefined) {
      this.#counted.set(code, { code, count: 1, fromMs: atMs, toMs: atMs, requestId });
      return;
    }
    counted.count += 1;
    counted.toMs = Math.max(counted.toMs, atMs);
  }

  /** How many are counted and not taken. */
  get waiting(): number {
    let waiting = 0;
    for (const { count } of this.#counted.values()) waiting += count;
    return waiting;
  }

  /** What was counted, once. */
  take(): readonly Counted[] {
    const taken = [...this.#counted.values()];
    this.#counted.clear();
    return taken;
  }
}
