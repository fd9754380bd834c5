import { type EpochMs, epochMs } from '@truetape/domain';
import { LogUnavailableError } from '@truetape/event-store';
import type { Faults } from '../faults/faults.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { Violation } from '../violation.ts';
import { Life } from './life.ts';

/** What a program is given to run with. */
export interface Running {
  readonly life: Life;
  /** Different for every start of every process. */
  readonly instance: string;
  /** The clock of this process. */
  readonly now: () => EpochMs;
  /** The program cannot go on. */
  readonly fail: (reason: unknown) => void;
  /** Another one does its work from now on. */
  readonly replaced: () => void;
}

/** Starts in a process. Rejects when it cannot. */
export type Program = (running: Running) => Promise<void>;

export interface ProcessOptions {
  readonly name: string;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: Faults;
  readonly program: Program;
  readonly onViolation: (violation: unknown) => void;
}

/** Who ends is started again after so long. */
const RESTART_US = 300_000;
/** A clock is set anew by at most so much. */
const CLOCK_STEP_MS = 900;

/** A process and whoever starts it again. */
export class SimulatedProcess {
  readonly name: string;
  readonly #options: ProcessOptions;
  #starts = 0;
  #life: Life | undefined;
  #clockOffMs = 0;
  #isWanted = true;

  constructor(options: ProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#life?.isAlive ?? false;
  }

  start(): void {
    const { name, time, faults, random, program } = this.#options;
    this.#starts += 1;
    const life = new Life(faults, random.fork(`life ${this.#starts}`));
    this.#life = life;
    life.onDeath(() => this.#restart(life));
    const running: Running = {
      life,
      instance: `${name}-${this.#starts}`,
      now: () => epochMs(time.nowMs + this.#clockOffMs),
      fail: (reason) => {
        if (!life.isAlive) return;
        this.#judge(reason);
        life.end();
      },
      replaced: () => {
        this.#isWanted = false;
        life.end();
      },
    };
    program(running).catch((error: unknown) => running.fail(error));
  }

  kill(): void {
    this.#life?.end();
  }

  /** It is not started again. */
  retire(): void {
    this.#isWanted = false;
    this.kill();
  }

  stepClock(): void {
    const { random } = this.#options;
    this.#clockOffMs = random.between(-CLOCK_STEP_MS, CLOCK_STEP_MS);
  }

  setClockRight(): void {
    this.#clockOffMs = 0;
  }

  #restart(life: Life): void {
    const { time, random } = this.#options;
    time.after(1_000 + random.below(RESTART_US), () => {
      if (this.#isWanted && this.#life === life) this.start();
    });
  }

  /** A program may end because the log does not answer, or takes nothing. Anything else is a mistake. */
  #judge(reason: unknown): void {
    if (reason instanceof LogUnavailableError) return;
    const words = reason instanceof Error ? reason.message : String(reason);
    if (PASSING.some((passing) => words.includes(passing))) return;
    const { onViolation } = this.#options;
    if (reason instanceof Violation) onViolation(reason);
    else onViolation(new Violation('a process ends for no reason', `${this.name}: ${words}`));
  }
}

const PASSING = ['UNAVAILABLE', 'UNKNOWN_OUTCOME', 'the log does not answer', 'away'];
