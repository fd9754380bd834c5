import type { LatencySummary } from '../measure/latencies.ts';

/** Sign-ins that a process of the bench asks for. */
export interface FloodJob {
  readonly port: number;
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Of users that are there; as many are asked for that are not. */
  readonly emails: readonly string[];
}

/** What sign-ins were answered, by status and code: `429 AUTH_BUSY`. */
export type FloodOutcome = Readonly<Record<string, LatencySummary>>;

export type FloodAnswer =
  | { readonly ok: true; readonly outcome: FloodOutcome }
  | { readonly ok: false; readonly reason: string };
