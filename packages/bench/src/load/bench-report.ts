import type { Machine } from '../measure/machine.ts';
import type { ProcessorShares } from '../measure/processor-time.ts';
import type { LagSummary } from './projection-lag.ts';
import type { LoadOutcome } from './worker/outcome.ts';

/** Appending to the event store alone, as the caller measures it. */
export interface AppendFigure {
  readonly inFlight: number;
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Phase extends LoadOutcome {
  readonly processors: ProcessorShares | null;
  readonly projectionLag: LagSummary | null;
}

export interface OpenLoopPhase extends Phase {
  readonly ratePerSecond: number;
}

export interface SaturationRound {
  readonly ceiling: Phase;
  readonly service: Phase;
  /** Of the service, over the ceiling of the same round. */
  readonly ratio: number;
}

/** Saturation by trading sessions beside the same over HTTP, with as many requests in flight. */
export interface SessionRound {
  readonly batchSize: number;
  readonly http: Phase;
  readonly session: Phase;
  /** Of the sessions, over HTTP. */
  readonly ratio: number;
}

export interface BenchReport {
  readonly machine: Machine;
  readonly startedAt: string;
  readonly seed: number;
  readonly seconds: number;
  readonly connections: number;
  readonly append: readonly AppendFigure[];
  readonly openLoop: readonly OpenLoopPhase[];
  readonly saturation: readonly SaturationRound[];
  /** Means over the rounds, in requests a second. */
  readonly ceilingPerSecond: number;
  readonly servicePerSecond: number;
  readonly ratio: number;
  /** Where they were asked for. */
  readonly sessions?: readonly SessionRound[];
  readonly batches: Phase & { readonly size: number; readonly ratio: number };
}
