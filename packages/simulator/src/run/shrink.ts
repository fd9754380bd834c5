import type { FaultKind } from '../faults/fault-kinds.ts';
import { runSeed, type SeedOptions, type SeedResult } from './run-seed.ts';
import type { Failure } from './run-seeds.ts';

/** What is left of a failure: fewer steps, fewer faults, the same rule broken. */
export interface Shrunk {
  readonly steps: readonly number[];
  readonly without: readonly FaultKind[];
  readonly result: SeedResult;
}

/**
 * Leaves out faults and steps as long as the same rule is still broken: halves first, then smaller parts.
 *
 * @param off faults that were off already
 * @param mayGoOn asked before every run, for it takes a while
 */
export async function shrink(
  failure: Failure,
  commands: number,
  off: readonly FaultKind[],
  mayGoOn: () => boolean,
): Promise<Shrunk> {
  const { seed, rule } = failure;
  let steps = failure.steps;
  let without = off;
  let result = await runSeed({ seed, commands, only: new Set(steps), without: new Set(off) });

  async function stillFails(options: Pick<SeedOptions, 'only' | 'without'>): Promise<boolean> {
    if (!mayGoOn()) return false;
    const tried = await runSeed({ seed, commands, ...options });
    if (tried.violation?.rule !== rule) return false;
    result = tried;
    return true;
  }

  for (const fault of failure.faults) {
    const fewer = [...without, fault];
    if (await stillFails({ only: new Set(steps), without: new Set(fewer) })) without = fewer;
  }
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < steps.length; ) {
      const fewer = [...steps.slice(0, start), ...steps.slice(start + size)];
      if (await stillFails({ only: new Set(fewer), without: new Set(without) })) steps = fewer;
      else start += size;
    }
  }
  return { steps, without, result };
}
