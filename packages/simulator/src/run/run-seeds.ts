import type { FaultKind } from '../faults/fault-kinds.ts';
import { Coverage } from './coverage.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

/** Neighbouring seeds, of which one thread runs every so manieth. */
export interface Seeds {
  readonly from: number;
  readonly count: number;
  readonly every: number;
  readonly commands: number;
}

/** As it goes from thread to thread. */
export interface Tally {
  readonly seeds: number;
  readonly commands: number;
  readonly events: number;
  readonly coverage: ReturnType<Coverage['toJSON']>;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly seed: number;
  readonly shape: string;
  readonly rule: string;
  readonly what: string;
  readonly atMs: number;
  readonly steps: readonly number[];
  readonly faults: readonly FaultKind[];
}

/** So many failures say enough. */
const FAILURES_MAX = 5;

export async function runSeeds(
  { from, count, every, commands }: Seeds,
  onSeed: (result: SeedResult) => void = () => undefined,
): Promise<Tally> {
  const coverage = new Coverage();
  const failures: Failure[] = [];
  const totals = { seeds: 0, commands: 0, events: 0 };
  for (let seed = from; seed < from + count && failures.length < FAILURES_MAX; seed += every) {
    const result = await runSeed({ seed, commands });
    totals.seeds += 1;
    totals.commands += result.commands;
    totals.events += result.events;
    coverage.addAll(result.coverage.toJSON());
    onSeed(result);
    if (result.violation === undefined) continue;
    const { shape, steps, faults, violation } = result;
    failures.push({ seed, shape, steps, faults, ...violation });
  }
  return { ...totals, coverage: coverage.toJSON(), failures };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const coverage = new Coverage();
  for (const tally of tallies) coverage.addAll(tally.coverage);
  const sum = (of: (tally: Tally) => number) => tallies.reduce((all, tally) => all + of(tally), 0);
  return {
    seeds: sum(({ seeds }) => seeds),
    commands: sum(({ commands }) => commands),
    events: sum(({ events }) => events),
    coverage: coverage.toJSON(),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}
