import type { Faults } from '../faults/faults.ts';
import type { Random } from '../random.ts';

/** How an append goes on that its process may not survive. */
export type Fate = 'lives' | 'dies before' | 'dies after';

/** A process from its start to its end. After that nothing leaves it, and nothing reaches it. */
export class Life {
  readonly #faults: Faults;
  readonly #random: Random;
  readonly #onDeath: (() => void)[] = [];
  #isAlive = true;
  #appends = 0;
  readonly #lastAppend: number;

  constructor(faults: Faults, random: Random) {
    this.#faults = faults;
    this.#random = random;
    this.#lastAppend =
      faults.has('crash-at-append') && random.chance(25) ? random.between(1, 60) : 0;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  onDeath(then: () => void): void {
    this.#onDeath.push(then);
  }

  end(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const then of this.#onDeath) then();
  }

  /** What becomes of the process at its next append. */
  nextAppend(): Fate {
    this.#appends += 1;
    if (this.#appends !== this.#lastAppend || !this.#faults.has('crash-at-append')) return 'lives';
    this.#faults.note('crash-at-append');
    return this.#random.chance(50) ? 'dies before' : 'dies after';
  }

  /** What comes out of it, to whoever still lives then. */
  whileAlive<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => {
          if (this.#isAlive) resolve(value);
        },
        (error: unknown) => {
          if (this.#isAlive) reject(error);
        },
      );
    });
  }
}

/** What a dead process gets. A new one each time: whoever waits for a promise is remembered by it as long as it is there. */
export const never = () => new Promise<never>(() => undefined);
