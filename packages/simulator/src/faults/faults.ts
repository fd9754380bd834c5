import type { Random } from '../random.ts';
import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts';

/** The faults of one run: those that its seed has left on, until they are over. */
export class Faults {
  /** How often each kind has struck. */
  readonly struck = new Map<FaultKind, number>();
  readonly #on: ReadonlySet<FaultKind>;
  readonly #random: Random;
  #isOver = false;

  constructor(on: ReadonlySet<FaultKind>, random: Random) {
    this.#on = on;
    this.#random = random;
  }

  /** From now on nothing goes wrong any more. */
  end(): void {
    this.#isOver = true;
  }

  has(kind: FaultKind): boolean {
    return !this.#isOver && this.#on.has(kind);
  }

  /** Whether it strikes now, as it does in so many of a hundred cases where it is on. */
  strikes(kind: FaultKind, percent: number): boolean {
    if (!this.has(kind) || !this.#random.chance(percent)) return false;
    this.note(kind);
    return true;
  }

  note(kind: FaultKind): void {
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
  }

  /** A time in µs that something takes: mostly short, and far longer where the fault strikes. */
  delayUs(usualUs: number, kind: FaultKind, percent: number, mostUs: number): number {
    const isLong = this.strikes(kind, percent);
    return 1 + this.#random.below(isLong ? mostUs : usualUs);
  }
}

/** One seed in eight has none; any other has each kind in two of three cases. */
export function chooseFaults(random: Random): ReadonlySet<FaultKind> {
  if (random.chance(12)) return new Set();
  return new Set(FAULT_KINDS.filter(() => random.chance(66)));
}
