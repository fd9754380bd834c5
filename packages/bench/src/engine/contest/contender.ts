import type { Workload } from '../workload.ts';

/** An engine with an empty book, ready for the first message of a workload. */
export interface Contender {
  /** Takes a message, with all that comes of it. */
  run(k: number): void;
}

/** Made anew for each pass, so that every pass does the same. */
export type MakeContender = (workload: Workload) => Contender;
