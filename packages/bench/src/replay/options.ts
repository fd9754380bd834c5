import type { Step } from './plan.ts';
import type { Recording } from './recording/flow.ts';

export interface ReplayOptions {
  readonly recording: Recording;
  readonly url: string;
  /** Read once, before the first request. */
  readonly keysFile: string;
  /** A market of its own is found or listed when none is given. */
  readonly symbol?: string;
  /** Rates that the market is given before the first row; those that it has when not given. */
  readonly fees?: Fees;
  /** Times the recorded pace; as fast as it goes when not given. */
  readonly speed?: number;
  /** Consecutive new orders of one account that may share a request; 100 when not given. */
  readonly batchLimit?: number;
  /** Whether recorded books are compared; true when not given. */
  readonly books?: boolean;
  readonly journalFile?: string;
  /** How long one request may go unanswered before the replay gives up, in milliseconds. */
  readonly patienceMs?: number;
  readonly onProgress?: (progress: ReplayProgress) => void;
  /** Awaited before each step: where a test ends the service, or a caller stops by throwing. */
  readonly beforeStep?: (step: Step) => void | Promise<void>;
}

/** As decimals. A maker rate below zero is a rebate. */
export interface Fees {
  readonly makerRate: string;
  readonly takerRate: string;
}

export interface ReplayProgress {
  readonly rowsDone: number;
  readonly rowsTotal: number;
}
