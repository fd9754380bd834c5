import type { FaultKind } from '../faults/fault-kinds.ts';
import { Random } from '../random.ts';

/** One thing that happens in a run. What it is follows from its own numbers, whatever else happens or is left out. */
export interface Step {
  readonly index: number;
  readonly kind: StepKind;
  /** So long after the one before. */
  readonly gapUs: number;
  readonly random: Random;
}

const STEPS = [
  { kind: 'command', weight: 200 },
  { kind: 'burst', weight: 0.4 },
  { kind: 'operation', weight: 5 },
  { kind: 'correction', weight: 8 },
  { kind: 'pause', weight: 1 },
  { kind: 'check', weight: 0.4 },
  { kind: 'snapshot', weight: 1.2 },
  { kind: 'closing', weight: 0.7 },
  { kind: 'delisting', weight: 0.06 },
  { kind: 'crash', weight: 1.5 },
  { kind: 'crash-in-switch', weight: 0.5 },
  { kind: 'clock-step', weight: 1.5 },
  { kind: 'full-disk', weight: 0.7 },
  { kind: 'second-projector', weight: 0.7 },
  { kind: 'zombie-matcher', weight: 1.5 },
] as const satisfies readonly { readonly kind: string; readonly weight: number }[];

export type StepKind = (typeof STEPS)[number]['kind'];

/** Steps that are faults: a seed without that fault leaves them out. */
export const isFault = (kind: StepKind): kind is StepKind & FaultKind => FAULT_STEPS.has(kind);

const FAULT_STEPS: ReadonlySet<StepKind> = new Set([
  'crash',
  'crash-in-switch',
  'clock-step',
  'full-disk',
  'second-projector',
  'zombie-matcher',
]);

/** How many commands a step sends, where it sends any. */
export const COMMANDS_IN = {
  command: 1,
  burst: 16,
  operation: 1,
  closing: 4,
  delisting: 14,
} as const;

const GAP_US = 40_000;
const PAUSE_US = 3_000_000;

/** Steps until there are so many commands. */
export function planOf(seed: number, commands: number): readonly Step[] {
  const all = new Random(seed).fork('plan');
  const steps: Step[] = [];
  for (let index = 0, left = commands; left > 0; index++) {
    const random = all.fork(index);
    const { kind } = random.weighted(STEPS);
    left -= kind in COMMANDS_IN ? COMMANDS_IN[kind as keyof typeof COMMANDS_IN] : 0;
    const gapUs = kind === 'pause' ? random.below(PAUSE_US) : random.below(GAP_US);
    steps.push({ index, kind, gapUs, random });
  }
  return steps;
}
