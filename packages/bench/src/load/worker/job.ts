import type { Via } from '../transport.ts';
import type { LoadOutcome } from './outcome.ts';

/** What the driver asks of a generator process. Each job is answered once, and there is one at a time. */
export type Job =
  | {
      readonly kind: 'connect';
      readonly via: Via;
      readonly port: number;
      /** Requests in flight. */
      readonly size: number;
      /** Of the accounts of the workload, in order. */
      readonly tokens: readonly string[];
      /** Whether trades are followed on the WebSocket. */
      readonly feed: boolean;
    }
  | ({ readonly kind: 'open-loop'; readonly ratePerSecond: number } & PhaseJob)
  /** One order a request when the batch size is 1. */
  | ({ readonly kind: 'saturate'; readonly batchSize: number } & PhaseJob);

interface PhaseJob {
  readonly phase: string;
  readonly seed: number;
  readonly durationMs: number;
}

export type JobAnswer =
  | { readonly ok: true; readonly outcome?: LoadOutcome }
  | { readonly ok: false; readonly reason: string };
