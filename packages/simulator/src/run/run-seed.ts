import type { FaultKind } from '../faults/fault-kinds.ts';
import { chooseFaults, Faults } from '../faults/faults.ts';
import { Random } from '../random.ts';
import { runTasks } from '../time/run-tasks.ts';
import { VirtualTime } from '../time/virtual-time.ts';
import { useVirtualTimers } from '../time/virtual-timers.ts';
import { Violation } from '../violation.ts';
import type { Coverage } from './coverage.ts';
import { isFault, planOf } from './plan.ts';
import { Simulation } from './simulation.ts';

export interface SeedOptions {
  readonly seed: number;
  /** How many requests clients and operators send. */
  readonly commands: number;
  /** Only these steps of the plan. */
  readonly only?: ReadonlySet<number>;
  /** Faults that its seed has left on, and that are off all the same. */
  readonly without?: ReadonlySet<FaultKind>;
}

export interface SeedResult {
  readonly seed: number;
  readonly shape: string;
  /** Requests that were sent, those of operators as well, without those that were sent again. */
  readonly commands: number;
  readonly events: number;
  /** Of everything that was stored, in its order: two runs of a seed have the same. */
  readonly digest: string;
  /** The steps of the plan that were taken. */
  readonly steps: readonly number[];
  readonly faults: readonly FaultKind[];
  /** What the steps were, for people: written down when asked for. */
  readonly history: () => readonly string[];
  readonly coverage: Coverage;
  readonly violation?: { readonly rule: string; readonly what: string; readonly atMs: number };
}

/** Some runs begin at noon, some so late that their day ends. */
const STARTS = ['2026-11-21T12:00:00.000Z', '2026-11-21T23:59:54.000Z'] as const;
/** A run that needs more tasks than this never ends. */
const TASKS_PER_COMMAND_MAX = 20_000;

/** One run, from nothing until everything is settled; the same for the same options. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, commands, only, without } = options;
  const random = new Random(seed);
  const chosen = [...chooseFaults(random.fork('faults'))].filter((kind) => !without?.has(kind));
  const on = new Set(chosen);
  const steps = planOf(seed, commands).filter(
    ({ index, kind }) => (only?.has(index) ?? true) && (!isFault(kind) || on.has(kind)),
  );
  const startMs = Date.parse(random.fork('start').pick(STARTS));
  const time = new VirtualTime(startMs);
  const faults = new Faults(on, random.fork('strikes'));
  const found: { violation?: Violation; atMs?: number } = {};
  const onViolation = (error: unknown) => {
    found.violation ??= violationOf(error);
    found.atMs ??= time.nowMs - startMs;
  };
  const restoreTimers = useVirtualTimers(time);
  const simulation = new Simulation({ random, time, faults, steps, onViolation });
  try {
    let isOver = false;
    let left = TASKS_PER_COMMAND_MAX * (commands + 10);
    simulation.run().then(
      () => {
        isOver = true;
      },
      (error: unknown) => onViolation(error),
    );
    const mayEnd = () => {
      left -= 1;
      if (left === 0) onViolation(new Violation('everything converges', 'it never ends'));
      return isOver || found.violation !== undefined;
    };
    await runTasks(time, mayEnd, onViolation);
    if (!isOver && found.violation === undefined) {
      onViolation(new Violation('everything converges', 'nothing goes on any more'));
    }
  } finally {
    restoreTimers();
  }
  const { violation, atMs = 0 } = found;
  return {
    seed,
    ...simulation.result(),
    steps: steps.map(({ index }) => index),
    faults: chosen,
    ...(violation === undefined
      ? {}
      : { violation: { rule: violation.rule, what: violation.message, atMs } }),
  };
}

/** Whatever else is thrown is a rule of the system's own that does not hold. */
function violationOf(error: unknown): Violation {
  if (error instanceof Violation) return error;
  const { message, stack } = error instanceof Error ? error : { message: `${error}`, stack: '' };
  const violation = new Violation(`nothing breaks: ${message}`, `${stack}`);
  return violation;
}
