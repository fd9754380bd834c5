import type { LatencySummary } from '../../measure/latencies.ts';

/** What one phase of the generator saw. Operations are new orders and cancels. */
export interface LoadOutcome {
  readonly durationMs: number;
  /** Operations that were due, or that were begun where nothing is scheduled. */
  readonly operationsDue: number;
  /** Operations in requests answered 2xx before the phase was over. */
  readonly operationsDone: number;
  readonly operationsPerSecond: number;
  /** Requests by status, without the 2xx ones; 0 where the connection ended. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Orders of batches that were refused one by one. */
  readonly ordersRefused: number;
  /** Operations that were due and never sent: more was waiting than a phase may hold back. */
  readonly dropped: number;
  /** Requests without an answer when the phase was given up. */
  readonly unanswered: number;
  /** Operations that waited for a connection when the schedule ended. */
  readonly backlogAtEnd: number;
  readonly overloaded: boolean;
  readonly ack: LatencySummary;
  readonly fill: LatencySummary;
  readonly fillsDue: number;
  /** Processor time of the generator itself, as a share of one core. */
  readonly generatorShare: number;
}
